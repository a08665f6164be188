internal import Glibc

/// The terminal behind a file descriptor, if there is one.
package struct Terminal {
    /// True when the descriptor leads to a terminal.
    package let isTerminal: Bool
    /// The columns it has now; `nil` when there is no terminal, or it does not say.
    package let columns: Int?
    /// True when it acts on escape sequences, so that colours show and a line can be drawn anew.
    package let hasEscapes: Bool
    /// True when its kind is named too: a line can be edited on it.
    package let isEditable: Bool

    /// Looks at a descriptor.
    package init(descriptor: Int32, environment: Environment = .process) {
        let isTerminal = isatty(descriptor) == 1
        var size = winsize()
        let isKnown = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        self.init(
            isTerminal: isTerminal,
            columns: isKnown && size.ws_col > 0 ? Int(size.ws_col) : nil,
            environment: environment
        )
    }

    /// True for a terminal, and for one that has been closed since.
    package static func isDevice(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR
    }

    init(isTerminal: Bool, columns: Int?, environment: Environment) {
        self.isTerminal = isTerminal
        self.columns = columns
        hasEscapes = isTerminal && environment["TERM"] != "dumb"
        isEditable = hasEscapes && !(environment["TERM"] ?? "").isEmpty
    }
}
