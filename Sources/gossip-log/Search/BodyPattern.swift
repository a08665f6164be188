/// What `--grep` looks for in a body.
///
/// Bodies are matched scalar by scalar, so that a pattern finds exactly the bytes it is made of. A
/// body that is not UTF-8 is matched with U+FFFD in place of what is not.
///
/// Three ways lead to the same answer, the cheaper first: text without special characters is searched as
/// bytes; most regular expressions are matched by an automaton where a body is ASCII; the rest is left to
/// Swift's engine, after a look whether the body holds a text that every match must hold.
struct BodyPattern {
    private enum Search {
        case bytes(ByteSearch)
        case regex(Regex<AnyRegexOutput>, automaton: PatternMatcher?, needs: ByteSearch?)
    }

    private let search: Search

    /// Compiles a pattern in Swift's regular expression syntax, which is Perl's.
    init(_ pattern: String) throws(CommandFailure) {
        if !pattern.utf8.contains(where: { Self.special.contains($0) }) {
            search = .bytes(ByteSearch(needle: Array(pattern.utf8)))
            return
        }
        do {
            search = .regex(
                try Regex(pattern).matchingSemantics(.unicodeScalar),
                automaton: PatternParser.parse(pattern).flatMap(PatternProgram.init)
                    .map(PatternMatcher.init),
                needs: RequiredLiteral.find(in: pattern).map(ByteSearch.init)
            )
        } catch {
            throw CommandFailure(
                "--grep \"\(SafeText.text(pattern))\" is not a regular expression: "
                    + "\(SafeText.text(String(describing: error))). Put \\ before a character that "
                    + "is meant as itself."
            )
        }
    }

    /// Whether the pattern occurs in the body.
    func matches(_ body: UnsafeRawBufferPointer) -> Bool {
        switch search {
        case .bytes(let needle):
            return needle.isFound(in: body)
        case .regex(let regex, let automaton, let needed):
            if let needed, !needed.isFound(in: body) { return false }
            if let answer = automaton?.matches(body) { return answer }
            let text = String(decoding: body, as: UTF8.self)
            return (try? regex.firstMatch(in: text)) != nil
        }
    }

    private static let special = Set("\\^$.|?*+()[]{}".utf8)
}
