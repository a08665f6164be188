import Glibc

/// Splits what comes out of a pipe into lines, with one copy in all and no allocation a line.
package final class LineReader {
    private static let capacity = 4 << 20

    private let file: Int32
    private let buffer: UnsafeMutableRawBufferPointer
    private var filled = 0

    package init(_ file: Int32) {
        self.file = file
        buffer = .allocate(byteCount: Self.capacity, alignment: 16)
    }

    deinit {
        buffer.deallocate()
    }

    /// Reads once, and hands on the lines that are whole.
    ///
    /// - Returns: `false` at the end of the output.
    package func read(_ body: (EventLine) throws -> Void) throws -> Bool {
        guard let base = buffer.baseAddress, filled < Self.capacity else {
            throw ToolFailure("A node wrote a line of more than \(Self.capacity) bytes.")
        }
        let count = Glibc.read(file, base + filled, Self.capacity - filled)
        if count < 0, errno == EINTR { return true }
        guard count > 0 else { return false }
        let end = filled + count
        var start = 0
        // What was left from before has no end of a line.
        var searched = filled
        while let newline = memchr(base + searched, 0x0a, end - searched) {
            let offset = UnsafeRawPointer(newline) - UnsafeRawPointer(base)
            try body(EventLine(bytes: UnsafeRawBufferPointer(rebasing: buffer[start..<offset])))
            start = offset + 1
            searched = start
        }
        filled = end - start
        memmove(base, base + start, filled)
        return true
    }
}
