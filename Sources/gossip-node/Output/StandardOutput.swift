import Glibc

/// File descriptor 1.
enum StandardOutput {
    /// Writes all bytes, blocking for as long as the reader takes.
    static func write(_ bytes: [UInt8]) throws(OutputFailure) {
        let failure: OutputFailure? = bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = Glibc.write(STDOUT_FILENO, part.baseAddress, part.count)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EAGAIN {
                    waitUntilWritable()
                } else if errno != EINTR {
                    return OutputFailure(errno, of: STDOUT_FILENO)
                }
            }
            return nil
        }
        if let failure { throw failure }
    }

    /// Somebody has made the descriptor non-blocking, a terminal shared with another program.
    private static func waitUntilWritable() {
        var entry = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        poll(&entry, 1, -1)
    }
}
