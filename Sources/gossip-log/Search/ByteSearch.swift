import Glibc

/// The search for a sequence of bytes.
///
/// `memchr` finds candidates with vector instructions, by that byte of the needle which is rarest in
/// text: looking for the `q` of `request` passes over most bodies in one go, looking for the `r` stops
/// all the time. Only candidates are compared.
struct ByteSearch {
    let needle: [UInt8]
    /// True when a small letter of the needle, which has no capitals, finds both cases of ASCII.
    private let ignoresCase: Bool
    /// The index of the needle's rarest byte.
    private let rarest: Int

    init(needle: [UInt8], ignoresCase: Bool = false) {
        self.needle = needle
        self.ignoresCase = ignoresCase
        rarest =
            needle.indices.min { Self.frequency(of: needle[$0]) < Self.frequency(of: needle[$1]) }
            ?? 0
    }

    /// True when the needle stands somewhere in the hay.
    func isFound(in hay: UnsafeRawBufferPointer) -> Bool {
        if needle.isEmpty { return true }
        guard let start = hay.baseAddress, hay.count >= needle.count else { return false }
        // The positions at which the rarest byte leaves room for what stands before and after it.
        let range = UnsafeRawBufferPointer(
            start: start + rarest,
            count: hay.count - needle.count + 1
        )
        let byte = needle[rarest]
        if isFound(byte, in: range) { return true }
        return ignoresCase && Self.isSmall(byte) && isFound(byte & ~0x20, in: range)
    }

    /// True when the needle stands where a form of its rarest byte is.
    private func isFound(_ byte: UInt8, in range: UnsafeRawBufferPointer) -> Bool {
        guard var position = range.baseAddress else { return false }
        let end = position + range.count
        while position < end, let candidate = memchr(position, Int32(byte), end - position) {
            let candidate = UnsafeRawPointer(candidate)
            if stands(at: candidate - rarest) { return true }
            position = candidate + 1
        }
        return false
    }

    private func stands(at position: UnsafeRawPointer) -> Bool {
        guard ignoresCase else { return memcmp(position, needle, needle.count) == 0 }
        return needle.indices.allSatisfy { index in
            let byte = position.load(fromByteOffset: index, as: UInt8.self)
            return byte == needle[index]
                || (Self.isSmall(needle[index]) && byte | 0x20 == needle[index])
        }
    }

    private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

    /// A rank by how often a byte stands in text; the order is what counts.
    private static func frequency(of byte: UInt8) -> Int {
        switch byte {
        case 0x20: 255
        case 0x61...0x7A:
            // e t a o i n s r h l d u c m f y w g p b v k x q j z, the most frequent first.
            220 - 6 * (order.firstIndex(of: byte) ?? 0)
        case 0x30...0x39: 100
        case 0x22, 0x2C, 0x2E, 0x3A, 0x2D, 0x0A: 90
        case 0x41...0x5A: 60
        case 0x00: 150
        case 0x80...: 70
        default: 40
        }
    }

    private static let order = Array("etaoinsrhldcumfywgpbvkxqjz".utf8)
}
