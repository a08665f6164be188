import Glibc
import GossipStore

/// The content of a file behind an offset, compared with the output to be appended there.
struct WrittenOutput {
    private let file: Int32
    /// The offset up to which it has been compared.
    private(set) var offset: UInt64
    private let end: UInt64

    /// Opens the file that a descriptor appends to; nil when it is another file, or nothing stands behind
    /// the offset.
    init?(from end: OutputPosition, of descriptor: Int32) {
        guard let now = OutputPosition(appendingTo: descriptor), now.device == end.device,
            now.file == end.file, now.offset > end.offset
        else { return nil }
        // The descriptor itself may be for writing only.
        let file = open("/proc/self/fd/\(descriptor)", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        self.file = file
        offset = end.offset
        self.end = now.offset
    }

    /// True when all of it has been compared.
    var isAtEnd: Bool { offset >= end }

    /// The number of first bytes that stand in the file already: all that can, or none when one differs.
    mutating func takeSame(as bytes: [UInt8]) -> Int {
        let count = Int(min(UInt64(bytes.count), end - offset))
        var known = [UInt8](repeating: 0, count: count)
        let got = pread(file, &known, count, off_t(offset))
        guard got == count, bytes.starts(with: known) else {
            // Somebody else has written there: nothing is known of it.
            finish()
            return 0
        }
        offset += UInt64(count)
        if isAtEnd { close(file) }
        return count
    }

    private mutating func finish() {
        offset = end
        close(file)
    }
}
