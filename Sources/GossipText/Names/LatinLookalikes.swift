/// The Latin letters that others look like: letters with marks, in fancy forms, and of other scripts.
///
/// Unicode's own names tell most of it: `LATIN SMALL LETTER E WITH ACUTE`, `FULLWIDTH LATIN SMALL LETTER E`,
/// `MATHEMATICAL BOLD SMALL E`. The rest is a table by those names, chosen from Unicode's list of confusable
/// characters (UTS #39).
enum LatinLookalikes {
    /// The small Latin letter or digit that a scalar looks like, and if it comes from elsewhere; `nil` for
    /// ASCII and for what looks like none.
    static func letter(for scalar: Unicode.Scalar) -> (latin: Unicode.Scalar, isForeign: Bool)? {
        guard !scalar.isASCII, let name = scalar.properties.name else { return nil }
        // An accent hides nothing of the letter below it.
        let words = name.split(separator: " ", omittingEmptySubsequences: false)
        let base = words.prefix { $0 != "WITH" }
        if let latin = table[base.joined(separator: " ")] { return (latin, true) }
        guard let last = base.last?.unicodeScalars.first, base.last?.unicodeScalars.count == 1,
            last.isASCII, last.properties.isAlphabetic, isLatin(base)
        else { return decimal(scalar) }
        let latin = last.properties.lowercaseMapping.unicodeScalars.first ?? last
        return (latin, base.first != "LATIN")
    }

    private static func isLatin(_ words: ArraySlice<Substring>) -> Bool {
        words.contains("LATIN") || words.first == "MATHEMATICAL"
    }

    /// A digit of a fancy form or of another script.
    private static func decimal(
        _ scalar: Unicode.Scalar
    ) -> (latin: Unicode.Scalar, isForeign: Bool)? {
        guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue,
            let digit = Unicode.Scalar(UInt32(0x30 + value))
        else { return nil }
        return (digit, true)
    }

    private static let table: [String: Unicode.Scalar] = {
        var table: [String: Unicode.Scalar] = [:]
        for (script, letters) in scripts {
            for (name, latin) in letters { table["\(script) LETTER \(name)"] = latin }
        }
        return table
    }()

    private static let scripts: [(String, [(String, Unicode.Scalar)])] = [
        (
            "CYRILLIC SMALL",
            [
                ("A", "a"), ("IE", "e"), ("O", "o"), ("ER", "p"), ("ES", "c"), ("U", "y"),
                ("HA", "x"), ("DZE", "s"), ("BYELORUSSIAN-UKRAINIAN I", "i"), ("YI", "i"),
                ("JE", "j"), ("SHHA", "h"), ("KOMI DE", "d"), ("QA", "q"), ("WE", "w"),
                ("STRAIGHT U", "y"), ("IZHITSA", "v"), ("PALOCHKA", "l"), ("IO", "e"),
                ("KA", "k"), ("TE", "t"), ("EM", "m"), ("EN", "h"), ("VE", "b"), ("GHE", "r"),
            ]
        ),
        (
            "CYRILLIC CAPITAL",
            [
                ("A", "a"), ("VE", "b"), ("IE", "e"), ("KA", "k"), ("EM", "m"), ("EN", "h"),
                ("O", "o"), ("ER", "p"), ("ES", "c"), ("TE", "t"), ("U", "y"), ("HA", "x"),
                ("DZE", "s"), ("BYELORUSSIAN-UKRAINIAN I", "i"), ("YI", "i"), ("JE", "j"),
                ("SHHA", "h"), ("KOMI DE", "d"), ("QA", "q"), ("WE", "w"), ("STRAIGHT U", "y"),
                ("IZHITSA", "v"), ("IO", "e"),
            ]
        ),
        (
            "GREEK SMALL",
            [
                ("ALPHA", "a"), ("OMICRON", "o"), ("NU", "v"), ("RHO", "p"), ("IOTA", "i"),
                ("UPSILON", "u"), ("KAPPA", "k"), ("GAMMA", "y"), ("ETA", "n"), ("CHI", "x"),
                ("SIGMA", "o"), ("TAU", "t"), ("OMEGA", "w"), ("BETA", "b"),
            ]
        ),
        (
            "GREEK CAPITAL",
            [
                ("ALPHA", "a"), ("BETA", "b"), ("EPSILON", "e"), ("ZETA", "z"), ("ETA", "h"),
                ("IOTA", "i"), ("KAPPA", "k"), ("MU", "m"), ("NU", "n"), ("OMICRON", "o"),
                ("RHO", "p"), ("TAU", "t"), ("UPSILON", "y"), ("CHI", "x"),
            ]
        ),
        (
            "ARMENIAN SMALL",
            [
                ("OH", "o"), ("SEH", "u"), ("VO", "n"), ("HO", "h"), ("CO", "g"),
                ("KEN", "q"), ("YIWN", "l"),
            ]
        ),
    ]
}
