/// A string of JSON as it is written: quoted, with escapes for all that is in ``UnsafeScalars``.
///
/// Even a line of JSON may end on a terminal. An escape costs a program that reads it nothing, so
/// joiners are escaped too, wherever they stand. All other characters stay UTF-8.
enum JSONString {
    /// Appends a text.
    static func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { append(utf8: $0, to: &output) }
    }

    /// Appends bytes that are UTF-8.
    ///
    /// Whole runs without an escape are copied at once.
    static func append(utf8 text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var start = 0
        var index = 0
        while index < text.count {
            if isPlain(text[index]) {
                index += 1
                continue
            }
            let (scalar, length) = UTF8Text.scalar(in: text, at: index)
            if scalar == "\"" || scalar == "\\" || UnsafeScalars.contains(scalar) {
                output.append(contentsOf: text[start..<index])
                append(escapeOf: scalar, to: &output)
                start = index + length
            }
            index += length
        }
        output.append(contentsOf: text[start...])
        output.append(UInt8(ascii: "\""))
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func append(escapeOf scalar: Unicode.Scalar, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        switch scalar {
        case "\"", "\\": output.append(UInt8(ascii: scalar))
        case "\n": output.append(UInt8(ascii: "n"))
        case "\r": output.append(UInt8(ascii: "r"))
        case "\t": output.append(UInt8(ascii: "t"))
        default:
            // Beyond the first plane, one character takes two escapes.
            for (index, unit) in String(scalar).utf16.enumerated() {
                output.append(contentsOf: (index > 0 ? "\\u" : "u").utf8)
                for shift in stride(from: UInt16(12), through: 0, by: -4) {
                    output.append(digits[Int(unit >> shift & 15)])
                }
            }
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
