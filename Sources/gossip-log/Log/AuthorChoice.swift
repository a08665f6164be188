import GossipStore
import GossipText
import GossipWire

/// Finds the keys that `--author` means.
struct AuthorChoice {
    let names: AuthorNames
    let reader: LogReader
    /// For errors.
    let path: String

    /// Candidates named in an error; more would not help.
    private static let candidatesMax = 10

    /// The key of an author by whole key, name, or start of the key.
    func key(_ text: String) throws -> AuthorKey {
        if let whole = Hexadecimal.decode(text).flatMap(AuthorKey.init(bytes:)) { return whole }
        let prefixed = try reader.authorKeys(hexPrefix: text, limit: Self.candidatesMax + 1)
        let matching = Set(prefixed).union(names.authors(named: text))
        if let only = matching.first, matching.count == 1 { return only }
        let shown = SafeText.text(text)
        guard !matching.isEmpty else {
            throw CommandFailure(
                "no author in \(path) has the name or a key that starts with \"\(shown)\". "
                    + "gossip-log authors lists them.",
                exit: .nothing
            )
        }
        let candidates = matching.sorted().prefix(Self.candidatesMax).map { "  " + names.full($0) }
        throw CommandFailure(
            "--author \"\(shown)\" means more than one author; type more of the key:\n"
                + candidates.joined(separator: "\n")
                + (matching.count > candidates.count ? "\n  and others" : "")
        )
    }
}
