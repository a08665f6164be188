/// Text from strangers made safe for a terminal: each character of ``UnsafeScalars`` prints as a
/// visible escape.
package enum SafeText {
    /// The line breaks of a text: all escaped, or kept.
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
        var previous: Unicode.Scalar?
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            let isKept =
                !UnsafeScalars.contains(scalar)
                || (shape == .lines && (scalar == "\n" || scalar == "\t"))
                || Joiners.isSpelling(scalar, after: previous, before: rest.first)
            if isKept {
                safe.append(scalar)
            } else {
                safe.append(contentsOf: escape(scalar).unicodeScalars)
            }
            previous = scalar
        }
        return String(safe)
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
