/// Base64 with padding (RFC 4648, section 4).
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// Appends the text of some bytes.
    static func append(_ source: ArraySlice<UInt8>, to target: inout [UInt8]) {
        var group: UInt32 = 0
        var filled = 0
        for byte in source {
            group = group << 8 | UInt32(byte)
            filled += 1
            if filled == 3 {
                append(group, digits: 4, to: &target)
                (group, filled) = (0, 0)
            }
        }
        guard filled > 0 else { return }
        append(group << (filled == 1 ? 16 : 8), digits: filled + 1, to: &target)
        target.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - filled))
    }

    private static func append(_ group: UInt32, digits: Int, to target: inout [UInt8]) {
        for digit in 0..<digits {
            target.append(alphabet[Int(group >> UInt32(18 - 6 * digit)) & 63])
        }
    }
}
