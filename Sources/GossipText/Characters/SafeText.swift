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
        self.text(text, shape, keepsColours: false)
    }

    /// The same; with colours, the sequences of ``Style`` act and no others.
    static func text(_ text: String, _ shape: Shape, keepsColours: Bool) -> String {
        var text = text
        let isPlain = text.withUTF8 { bytes in bytes.allSatisfy { (0x20...0x7E).contains($0) } }
        if isPlain { return text }
        var safe = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if keepsColours, scalar == "\u{1B}", let sequence = Style.sequence(in: rest) {
                safe.append(scalar)
                safe.append(contentsOf: sequence)
                rest = rest[sequence.endIndex...]
                continue
            }
            let isKept =
                !UnsafeScalars.contains(scalar)
                || (shape == .lines && (scalar == "\n" || scalar == "\t"))
                || SpellingScalars.isSpelling(scalar, after: previous, before: rest.first)
            if isKept {
                safe.append(scalar)
            } else {
                safe.append(contentsOf: escape(scalar).unicodeScalars)
            }
            previous = isKept ? scalar : nil
        }
        return String(safe)
    }

    /// A sentence that quotes arguments of the command line, whole or in part: in these line breaks are
    /// escaped too, so that nobody's argument looks like a sentence of the program.
    static func sentence(_ text: String, quoting arguments: [String]) -> String {
        let breaks = Set(arguments.flatMap(lineBreaks))
        guard !breaks.isEmpty else { return self.text(text, .lines) }
        let scalars = Array(text.unicodeScalars)
        var marked = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let isQuoted = scalar == "\n" && breaks.contains { $0.stands(at: index, in: scalars) }
            marked.append(contentsOf: (isQuoted ? escape(scalar) : String(scalar)).unicodeScalars)
        }
        return self.text(String(marked), .lines)
    }

    /// A line break of an argument, known by its neighbours.
    private struct LineBreak: Hashable {
        let previous: Unicode.Scalar?
        let next: Unicode.Scalar?

        /// True when a line break of a text may be this one.
        func stands(at index: Int, in text: [Unicode.Scalar]) -> Bool {
            let isAfter = previous == nil || (index > 0 && text[index - 1] == previous)
            let isBefore = next == nil || (index + 1 < text.count && text[index + 1] == next)
            return isAfter && isBefore
        }
    }

    /// The line breaks of an argument that has something else too.
    private static func lineBreaks(_ argument: String) -> [LineBreak] {
        let scalars = Array(argument.unicodeScalars)
        guard scalars.contains(where: { $0 != "\n" }) else { return [] }
        return scalars.indices.filter { scalars[$0] == "\n" }.map { index in
            LineBreak(
                previous: index > 0 ? scalars[index - 1] : nil,
                next: index + 1 < scalars.count ? scalars[index + 1] : nil
            )
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
