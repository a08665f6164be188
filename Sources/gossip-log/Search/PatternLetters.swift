/// The letters of a pattern, by which it is decided whether case makes a difference.
struct PatternLetters {
    /// True when one has two cases, be it by an escape.
    private(set) var haveCase = false
    /// True when one is a capital; that of an escape such as `\S` is none.
    private(set) var haveCapital = false

    init(_ pattern: String) {
        var rest = pattern.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "\\" {
                haveCase = true
                Self.dropEscape(&rest)
            } else if scalar.properties.changesWhenCaseMapped {
                haveCase = true
                if scalar.properties.isUppercase { haveCapital = true }
            }
        }
    }

    /// Passes over an escape behind its backslash: `\S`, `\x4A`, `\p{Lu}`, `\u{1F600}`.
    private static func dropEscape(_ rest: inout Substring.UnicodeScalarView) {
        let kind = rest.popFirst()
        if let kind, "pPuxN".unicodeScalars.contains(kind), rest.first == "{" {
            rest = rest.drop { $0 != "}" }
        } else if kind == "x" || kind == "u" {
            rest = rest.dropFirst(rest.prefix(kind == "x" ? 2 : 4).prefix(while: isHex).count)
        }
    }

    private static func isHex(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isASCIIHexDigit
    }
}
