import Glibc

/// File descriptor 0.
enum StandardInput {
    /// Fills `buffer` with what is there, blocking until there is something.
    ///
    /// - Returns: the number of bytes; 0 at the end of input, and when reading fails.
    static func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                var entry = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
                poll(&entry, 1, -1)
            default: return 0
            }
        }
    }
}
