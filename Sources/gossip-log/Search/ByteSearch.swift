import Glibc

/// The search for a sequence of bytes.
///
/// `memchr` finds candidates with vector instructions, by that byte of the needle which is rarest in
/// text: looking for the `q` of `request` passes over most bodies in one go, looking for the `r` stops
/// all the time. Only candidates are compared.
struct ByteSearch {
    let needle: [UInt8]
    /// The index of the needle's rarest byte.
    private let rarest: Int

    init(needle: [UInt8]) {
        self.needle = needle
        rarest =
            needle.indices.min { Self.frequency(of: needle[$0]) < Self.frequency(of: needle[$1]) }
            ?? 0
    }

    /// True when the needle stands somewhere in the hay.
    func isFound(in hay: UnsafeRawBufferPointer) -> Bool {
        if needle.isEmpty { return true }
        guard let start = hay.baseAddress, hay.count >= needle.count else { return false }
        let rareByte = Int32(needle[rarest])
        var position = start + rarest
        // The last position at which the rarest byte leaves room for what follows it.
        let end = start + (hay.count - needle.count + rarest + 1)
        while position < end, let candidate = memchr(position, rareByte, end - position) {
            let candidate = UnsafeRawPointer(candidate)
            if memcmp(candidate - rarest, needle, needle.count) == 0 { return true }
            position = candidate + 1
        }
        return false
    }

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
