/// What `--grep` looks for in a body.
///
/// Bodies are matched scalar by scalar, so that a pattern finds exactly the bytes it is made of. A
/// body that is not UTF-8 is matched with U+FFFD in place of what is not.
struct BodyPattern {
    private enum Search {
        /// A pattern without special characters is searched as bytes, some 100 times faster.
        case bytes(ByteSearch)
        /// With a text that every match holds, if one is known.
        case regex(Regex<AnyRegexOutput>, needs: ByteSearch?)
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
            needle.isFound(in: body)
        case .regex(let regex, let needed):
            (needed?.isFound(in: body) ?? true)
                && (try? regex.firstMatch(in: String(decoding: body, as: UTF8.self))) != nil
        }
    }

    private static let special = Set("\\^$.|?*+()[]{}".utf8)
}
