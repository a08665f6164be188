/// Bytes in the digits that people type, with a checksum against slips.
///
/// The checksum is CRC-16 (polynomial 0x1021, begun with all ones): it finds each single wrong digit and
/// each pair of exchanged neighbours, where a hash would miss one slip in 65,536.
enum TypedCode {
    /// Bytes of the checksum.
    static let checksumLength = 2

    /// The digits of the bytes and of their checksum.
    static func encode(_ bytes: [UInt8]) -> String {
        var bytes = bytes
        bytes.append(bigEndian: checksum(bytes[...]))
        return Base32.encode(bytes)
    }

    /// The values of the digits of a text, without its spaces and hyphens.
    static func digits(of text: Substring) throws(TypedCodeError) -> [UInt8] {
        var digits: [UInt8] = []
        for character in text where !character.isWhitespace && character != "-" {
            guard let value = Base32.value(of: character) else { throw .character(character) }
            digits.append(value)
        }
        return digits
    }

    /// The bytes without their checksum.
    ///
    /// - Throws: ``TypedCodeError/mistyped``.
    static func decode(_ digits: [UInt8]) throws(TypedCodeError) -> [UInt8] {
        guard let bytes = Base32.decode(digits), bytes.count >= checksumLength else {
            throw .mistyped
        }
        let content = bytes.dropLast(checksumLength)
        let sum = bytes.suffix(checksumLength).reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
        guard checksum(content) == sum else { throw .mistyped }
        return Array(content)
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt16 {
        bytes.reduce(0xffff) { sum, byte in
            (0..<8).reduce(sum ^ UInt16(byte) << 8) { sum, _ in
                sum & 0x8000 != 0 ? sum << 1 ^ 0x1021 : sum << 1
            }
        }
    }
}
