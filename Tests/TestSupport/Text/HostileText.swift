/// Text of characters that act on a terminal, turn the reading direction or do not show, with a line of a
/// forger in it.
package enum HostileText {
    /// A character of each kind; it can be a file's name.
    package static let all =
        "a\u{1B}[31mb\u{9B}2Jc\u{07}\u{08}\u{7F}\u{85}d\u{202E}e\u{2066}f\u{200F}g\u{61C}h\u{200B}i\u{2060}"
        + "\u{2064}j\u{FFF9}\u{FFFB}k\u{E0001}\u{E0041}\u{E007F}l\u{180E}m\u{FEFF}n\u{2028}\u{2029}o\u{AD}"
        + "\u{34F}p\u{FE0F}q\u{E0100}r\u{3164}s\u{180B}t\u{200D}u\r\nforged: v"

    /// The first characters of it in so many bytes.
    package static func prefix(utf8 bytesMax: Int) -> String {
        var text = String.UnicodeScalarView()
        var count = 0
        for scalar in all.unicodeScalars {
            count += String(scalar).utf8.count
            guard count <= bytesMax else { break }
            text.append(scalar)
        }
        return String(text)
    }

    /// The characters of an output that should never reach a terminal, by what Unicode says of them.
    ///
    /// Line ends and tabs are the program's own; so are, with `colors`, the sequences of its colours.
    package static func dangers(in output: String, colors: Bool = false) -> [Unicode.Scalar] {
        var rest = Array(output.unicodeScalars)[...]
        var found: [Unicode.Scalar] = []
        while let scalar = rest.popFirst() {
            if colors, scalar == "\u{1B}", let end = rest.firstIndex(of: "m"),
                ["[0", "[1", "[2", "[31", "[32", "[33", "[34", "[35", "[36"]
                    .contains(String(String.UnicodeScalarView(rest[..<end])))
            {
                rest = rest[(end + 1)...]
                continue
            }
            if isDanger(scalar) { found.append(scalar) }
        }
        return found
    }

    /// True when a line of an output is the forger's.
    package static func isForged(_ output: String) -> Bool {
        output.unicodeScalars.split(whereSeparator: { $0 == "\n" || $0 == "\r" })
            .contains { String($0).hasPrefix("forged") }
    }

    private static func isDanger(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\n" || scalar == "\t" { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
