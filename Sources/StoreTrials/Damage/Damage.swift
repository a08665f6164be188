internal import TestSupport

/// The damage to one copy of a log: flipped bits, or a file cut off.
struct Damage: CustomStringConvertible {
    let description: String
    /// True when nothing but the write-ahead log was touched.
    let isInWriteAheadLog: Bool
    /// Flipped bits; 0 for a file that was cut off.
    let bits: Int

    /// Draws a damage and does it.
    init(
        file: inout [UInt8],
        writeAheadLog: inout [UInt8],
        using random: inout SeededGenerator
    ) {
        isInWriteAheadLog = Int.random(in: 0..<3, using: &random) == 0
        if isInWriteAheadLog {
            (bits, description) = Self.damage(&writeAheadLog, "write-ahead log", using: &random)
        } else {
            (bits, description) = Self.damage(&file, "file", using: &random)
        }
    }

    private static func damage(
        _ bytes: inout [UInt8],
        _ name: String,
        using random: inout SeededGenerator
    ) -> (bits: Int, description: String) {
        if Int.random(in: 0..<4, using: &random) == 0 {
            return (0, "\(name) cut off at \(cut(&bytes, using: &random))")
        }
        let bits = Int.random(in: 1...4, using: &random)
        let offsets = flip(bits, of: &bytes, using: &random)
        return (bits, "bits of the \(name) flipped at \(offsets)")
    }

    private static func cut(_ bytes: inout [UInt8], using random: inout SeededGenerator) -> Int {
        let size = Int.random(in: 0..<bytes.count, using: &random)
        bytes.removeSubrange(size...)
        return size
    }

    private static func flip(
        _ count: Int,
        of bytes: inout [UInt8],
        using random: inout SeededGenerator
    ) -> [Int] {
        (0..<count).map { _ in
            let offset = Int.random(in: bytes.indices, using: &random)
            bytes[offset] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            return offset
        }
    }
}
