import GossipText

/// What `--grep` looks for in a body.
///
/// Bodies are matched scalar by scalar, so that a pattern finds exactly the bytes it is made of. A
/// body that is not UTF-8 is matched with U+FFFD in place of what is not.
///
/// Three ways lead to an answer, the cheaper first: text without special characters is searched as bytes;
/// most regular expressions are matched by an automaton; the rest, those with look-around, back references
/// and the like, is left to Swift's engine, after a look whether the body holds a text that every match must
/// hold.
///
/// Classes are those of Unicode Technical Standard 18, and `\b` is where a character of `\w` meets one that is
/// none, as in Perl and grep. Swift's engine has other classes beyond ASCII (a digit before a letter beyond it
/// is no `\w`), and its `\b` are Unicode's boundaries, by which there is none within `error.code` or `it's`.
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
                automaton: PatternMatcher(pattern),
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
            if let automaton { return automaton.matches(body) }
            let text = String(decoding: body, as: UTF8.self)
            return (try? regex.firstMatch(in: text)) != nil
        }
    }

    private static let special = Set("\\^$.|?*+()[]{}".utf8)
}
