import GossipWire

/// Text from strangers made safe for a terminal.
///
/// A body, a topic or a name can hold escape sequences that move the cursor, change the title or
/// answer in the reader's name, and marks that turn the reading direction so that text shows as
/// something it is not. All of them print as visible escapes instead.
package enum SafeText {
    /// Whether a line may break where the text says so, or everything stays on one line.
    package enum Shape {
        case oneLine
        case lines
    }

    /// The text with each dangerous character as `\n`, `\x1b` or `\u{202e}`.
    package static func text(_ text: String, _ shape: Shape = .oneLine) -> String {
        var text = text
        let isPlain = text.withUTF8 { bytes in bytes.allSatisfy { (0x20...0x7E).contains($0) } }
        if isPlain { return text }
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isHarmless(scalar) || (shape == .lines && (scalar == "\n" || scalar == "\t")) {
                safe.append(scalar)
            } else {
                safe.append(contentsOf: escape(scalar).unicodeScalars)
            }
        }
        return String(safe)
    }

    /// A body for people: its text, or `(binary, 512 bytes) 00 ff …` when it is not UTF-8.
    ///
    /// Of a binary body, so many bytes show; by default 16 on one line, 256 on several.
    package static func body(
        _ body: some Collection<UInt8>,
        _ shape: Shape = .oneLine,
        binaryBytesMax: Int? = nil
    ) -> String {
        guard let string = String(validating: body, as: UTF8.self) else {
            return switch shape {
            case .oneLine: binary(body, bytesMax: binaryBytesMax ?? 16)
            case .lines: binaryRows(body, bytesMax: binaryBytesMax ?? 256)
            }
        }
        return text(string, shape)
    }

    /// Rows of 24 bytes, so that they fit a terminal of 80 columns.
    private static func binaryRows(_ body: some Collection<UInt8>, bytesMax: Int) -> String {
        let rowLength = 24
        if body.count <= rowLength { return binary(body, bytesMax: rowLength) }
        var lines = [binary(body, bytesMax: 0)]
        var rest = body.prefix(bytesMax)[...]
        while !rest.isEmpty {
            lines.append(hex(rest.prefix(rowLength)))
            rest = rest.dropFirst(rowLength)
        }
        return lines.joined(separator: "\n") + (body.count > bytesMax ? " …" : "")
    }

    private static func hex(_ bytes: some Collection<UInt8>) -> String {
        bytes.map { Hexadecimal.encode([$0]) }.joined(separator: " ")
    }

    private static func binary(_ body: some Collection<UInt8>, bytesMax: Int) -> String {
        let size = body.count == 1 ? "1 byte" : "\(body.count) bytes"
        if bytesMax == 0 { return "(binary, \(size))" }
        return "(binary, \(size)) " + hex(body.prefix(bytesMax))
            + (body.count > bytesMax ? " …" : "")
    }

    /// Whether a character only shows itself.
    ///
    /// All that do more lie in the basic plane.
    package static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: false
        // Marks and overrides of the reading direction.
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
        // Line and paragraph separator, byte order mark.
        case 0x2028, 0x2029, 0xFEFF: false
        default: true
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            let digits = String(scalar.value, radix: 16)
            if scalar.value >= 0x80 { return "\\u{\(digits)}" }
            return "\\x" + (digits.count == 1 ? "0" : "") + digits
        }
    }
}
