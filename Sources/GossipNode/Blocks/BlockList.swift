internal import GossipStore
internal import GossipText
package import GossipWire

/// The authors that a log blocks; works while a node runs.
package struct BlockList: Sendable {
    /// A blocked author.
    package struct Entry: Sendable {
        /// The author.
        package let author: AuthorKey
        /// The name under which it was last seen, when it can be shown.
        package let name: String?
        /// The messages of it that are still to be removed.
        package let messages: Int
    }

    /// The blocked authors, ascending by key.
    package let entries: [Entry]

    /// Reads the blocks of a log.
    ///
    /// - Throws: ``NodeError`` for a log that cannot be read.
    package init(ofLog path: String) throws(NodeError) {
        entries = try Self.reading(path) { reader throws(StoreError) in
            let names = try reader.authorNames()
            return try reader.cuts().filter { $0.reason == .block }.map { cut throws(StoreError) in
                Entry(
                    author: cut.author,
                    name: names[cut.author].flatMap { DisplayName.shown($0) },
                    messages: try reader.count(of: cut.author, above: cut.sequence)
                )
            }
        }
    }

    /// Candidates named in an error; more would not help.
    private static let candidatesMax = 10

    /// The author that a word means: a whole key, a name, or the start of a key.
    ///
    /// - Parameters:
    ///   - word: The word.
    ///   - path: The log.
    /// - Returns: The author. A whole key need not be known.
    /// - Throws: ``NodeError`` when the word means nobody, or more than one.
    package static func author(
        meaning word: String,
        inLog path: String
    ) throws(NodeError) -> AuthorKey {
        let (names, prefixed, blocked) = try reading(path) { reader throws(StoreError) in
            (
                AuthorNames(try reader.authorNames()),
                try reader.authorKeys(hexPrefix: word, limit: candidatesMax + 1),
                try reader.cuts().map(\.author)
            )
        }
        if let whole = Hexadecimal.decode(word).flatMap(AuthorKey.init(bytes:)) { return whole }
        let digits = word.lowercased()
        let removed = digits.isEmpty ? [] : blocked.filter { $0.hex.hasPrefix(digits) }
        let matching = Set(prefixed).union(names.authors(named: word)).union(removed)
        if let only = matching.first, matching.count == 1 { return only }
        let shown = SafeText.text(word)
        guard !matching.isEmpty else {
            throw NodeError(
                .members,
                "no author in \(path) has the name or a key that starts with \"\(shown)\". gossip-log "
                    + "authors lists them; one that is not there yet is named by its whole key."
            )
        }
        let candidates = matching.sorted().prefix(candidatesMax).map { "  " + names.full($0) }
        throw NodeError(
            .members,
            "\"\(shown)\" means more than one author; type more of the key:\n"
                + candidates.joined(separator: "\n")
                + (matching.count > candidates.count ? "\n  and others" : "")
        )
    }

    private static func reading<Value>(
        _ path: String,
        _ body: (LogReader) throws(StoreError) -> Value
    ) throws(NodeError) -> Value {
        do throws(StoreError) {
            return try body(try LogReader.open(path: path))
        } catch {
            throw NodeError(error.code == .newerVersion ? .newerLog : .log, error.description)
        }
    }
}
