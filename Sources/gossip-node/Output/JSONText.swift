/// Writes JSON (RFC 8259) byte by byte: no tree, no allocation but the output's own growth.
enum JSONText {
    private static let hex = Array("0123456789abcdef".utf8)

    /// Appends a string in quotes, escaped.
    ///
    /// The bytes must be UTF-8.
    static func append(_ text: some Sequence<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                output.append(UInt8(ascii: "\\"))
                output.append(byte)
            case 0x0a: output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
            case 0x0d: output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
            case 0x09: output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
            case 0..<0x20, 0x7f:
                output.append(contentsOf: "\\u00".utf8)
                output.append(hex[Int(byte >> 4)])
                output.append(hex[Int(byte & 15)])
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Appends `"name":`, after a comma.
    static func appendName(_ name: StaticString, to output: inout [UInt8]) {
        output.append(UInt8(ascii: ","))
        output.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { output.append(contentsOf: $0) }
        output.append(UInt8(ascii: "\""))
        output.append(UInt8(ascii: ":"))
    }

    /// Appends a member whose value is a string.
    static func append(_ name: StaticString, _ text: String, to output: inout [UInt8]) {
        appendName(name, to: &output)
        append(text.utf8, to: &output)
    }

    /// Appends a member whose value is a whole number.
    static func append(_ name: StaticString, _ number: some BinaryInteger, to output: inout [UInt8])
    {
        appendName(name, to: &output)
        output.append(contentsOf: String(number).utf8)
    }

    /// Appends a member whose value is the bytes as lower-case hexadecimal digits.
    static func append(_ name: StaticString, hex bytes: [UInt8], to output: inout [UInt8]) {
        appendName(name, to: &output)
        output.append(UInt8(ascii: "\""))
        for byte in bytes {
            output.append(hex[Int(byte >> 4)])
            output.append(hex[Int(byte & 15)])
        }
        output.append(UInt8(ascii: "\""))
    }
}
