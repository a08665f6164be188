import Glibc

/// What standard output is connected to.
package struct Terminal {
    /// Columns, or nil when the output is no terminal or does not say.
    package let columns: Int?
    package let isTerminal: Bool

    /// What a file descriptor is connected to.
    package init(descriptor: Int32) {
        isTerminal = isatty(descriptor) == 1
        var size = winsize()
        let known = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        columns = known && size.ws_col > 0 ? Int(size.ws_col) : nil
    }
}
