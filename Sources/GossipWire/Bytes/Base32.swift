/// Base32 for people who read aloud and type: Crockford's alphabet, in lower case.
///
/// It has no `i`, `l`, `o` and `u`. Reading takes capitals too, `o` for 0, and `i` and `l` for 1.
enum Base32 {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    private static let values: [UInt8: UInt8] = {
        var values: [UInt8: UInt8] = [:]
        for (value, digit) in alphabet.enumerated() { values[digit] = UInt8(value) }
        values[UInt8(ascii: "o")] = 0
        values[UInt8(ascii: "i")] = 1
        values[UInt8(ascii: "l")] = 1
        return values
    }()

    /// The number of digits of so many bytes.
    static func digitCount(ofBytes count: Int) -> Int { (count * 8 + 4) / 5 }

    /// The digits of the bytes, the last one filled up with zero bits.
    static func encode(_ bytes: [UInt8]) -> String {
        var digits: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                digits.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { digits.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The value of a digit in either case; `nil` for another character.
    static func value(of character: Character) -> UInt8? {
        guard let ascii = character.asciiValue else { return nil }
        return values[(65...90).contains(ascii) ? ascii + 32 : ascii]
    }

    /// The bytes of digits; `nil` where bits are left over that are not zero, or a whole digit is.
    static func decode(_ values: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for value in values {
            buffer = buffer << 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return bits < 5 && buffer & (1 << UInt32(bits) - 1) == 0 ? bytes : nil
    }
}
