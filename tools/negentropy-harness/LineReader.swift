import Glibc

/// Lines of a file descriptor, read in large pieces.
struct LineReader {
    private let descriptor: Int32
    private var piece = [UInt8](repeating: 0, count: 1 << 18)
    private var buffer: [UInt8] = []
    /// Bytes that have been handed out, and bytes that have been searched for the end of a line.
    private var consumed = 0
    private var searched = 0
    private var isAtEnd = false

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The next line without its end, or `nil` at the end of the input.
    mutating func next() throws(HarnessFault) -> ArraySlice<UInt8>? {
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { (consumed, searched) = (end + 1, end + 1) }
                return buffer[consumed..<end]
            }
            searched = buffer.count
            if isAtEnd {
                defer { consumed = buffer.count }
                return consumed < buffer.count ? buffer[consumed...] : nil
            }
            try fill()
        }
    }

    private mutating func fill() throws(HarnessFault) {
        buffer.removeFirst(consumed)
        searched -= consumed
        consumed = 0
        let descriptor = descriptor
        let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { return }
        guard count >= 0 else {
            throw .input("cannot read standard input: \(String(cString: strerror(errno)))")
        }
        buffer.append(contentsOf: piece[..<count])
        isAtEnd = count == 0
    }
}
