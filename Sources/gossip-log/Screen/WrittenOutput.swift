import Glibc
import GossipStore

/// What stands in a file behind a place, held against what is to be appended there.
struct WrittenOutput {
    private let file: Int32
    /// How far it has been compared.
    private(set) var offset: UInt64
    private let end: UInt64

    /// Opens the file that a descriptor appends to; nil when it is another than that of the place, or
    /// nothing stands behind it.
    init?(from place: OutputPlace, of descriptor: Int32) {
        guard let now = OutputPlace(appendingTo: descriptor), now.device == place.device,
            now.file == place.file, now.offset > place.offset
        else { return nil }
        // The descriptor itself may be for writing only.
        let file = open("/proc/self/fd/\(descriptor)", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        self.file = file
        offset = place.offset
        end = now.offset
    }

    /// Whether all of it has been compared.
    var isAtEnd: Bool { offset >= end }

    /// How many of the first bytes stand in the file already: all that can, or none when one differs.
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
