import GossipText

/// The pattern of `--grep`, to be looked for in bodies.
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
///
/// A pattern without a capital letter finds both cases, as in journalctl.
struct BodyPattern {
    /// The way to an answer, and the text that is looked for before.
    enum Search {
        case bytes(ByteSearch)
        case automaton(PatternMatcher, needs: ByteSearch?)
        case engine(Regex<AnyRegexOutput>, needs: ByteSearch?)
    }

    let search: Search

    /// Compiles a pattern in Swift's regular expression syntax, which is Perl's.
    ///
    /// - Parameters:
    ///   - pattern: The pattern.
    ///   - isCaseSensitive: True when case makes a difference; nil lets a capital letter decide.
    /// - Throws: `CommandFailure` for a pattern that is none.
    init(_ pattern: String, isCaseSensitive: Bool? = nil) throws(CommandFailure) {
        let letters = PatternLetters(pattern)
        let ignoresCase = letters.haveCase && !(isCaseSensitive ?? letters.haveCapital)
        if !ignoresCase, !pattern.utf8.contains(where: { Self.special.contains($0) }) {
            search = .bytes(ByteSearch(needle: Array(pattern.utf8)))
            return
        }
        let parsed = PatternParser.parse(pattern, ignoresCase: ignoresCase)
        let needs = parsed.flatMap(RequiredLiteral.find)
        if let automaton = parsed.flatMap(PatternMatcher.init) {
            search = .automaton(automaton, needs: needs)
        } else {
            search = .engine(try Self.engine(pattern, ignoresCase: ignoresCase), needs: needs)
        }
    }

    private static func engine(
        _ pattern: String,
        ignoresCase: Bool
    ) throws(CommandFailure) -> Regex<AnyRegexOutput> {
        do {
            return try Regex(pattern).matchingSemantics(.unicodeScalar).ignoresCase(ignoresCase)
        } catch {
            throw CommandFailure(
                "--grep \"\(SafeText.text(pattern))\" is not a regular expression: "
                    + "\(SafeText.text(String(describing: error))). Put \\ before a character that "
                    + "is meant as itself."
            )
        }
    }

    /// True when the pattern occurs in the body.
    func matches(_ body: UnsafeRawBufferPointer) -> Bool {
        switch search {
        case .bytes(let needle):
            return needle.isFound(in: body)
        case .automaton(let automaton, let needed):
            return needed?.isFound(in: body) ?? true && automaton.matches(body)
        case .engine(let regex, let needed):
            if let needed, !needed.isFound(in: body) { return false }
            let text = String(decoding: body, as: UTF8.self)
            return (try? regex.firstMatch(in: text)) != nil
        }
    }

    private static let special = Set("\\^$.|?*+()[]{}".utf8)
}
