import GossipStore
import GossipWire

/// Finds the keys that `--author` means.
struct AuthorChoice {
    let names: AuthorNames
    /// Every author with a message in the log.
    let known: [AuthorKey]
    /// For errors.
    let path: String

    /// Candidates named in an error; more would not help.
    private static let candidatesMax = 10

    /// The key of an author by whole key, name, or start of the key.
    func key(_ text: String) throws(CommandFailure) -> AuthorKey {
        if let whole = Hexadecimal.decode(text).flatMap(AuthorKey.init(bytes:)) { return whole }
        let prefix = text.lowercased()
        let isPrefix =
            !prefix.isEmpty
            && prefix.utf8.allSatisfy { Hexadecimal.value(of: $0) != nil }
        let matching = known.filter { key in
            names.name(key) == text || (isPrefix && key.hex.hasPrefix(prefix))
        }
        if let only = matching.first, matching.count == 1 { return only }
        let shown = SafeText.text(text)
        guard !matching.isEmpty else {
            throw CommandFailure(
                "no author in \(path) has the name or a key that starts with \"\(shown)\". "
                    + "-o full shows the authors.",
                exit: .nothing
            )
        }
        let candidates = matching.sorted().prefix(Self.candidatesMax).map { "  " + names.full($0) }
        let rest = matching.count - candidates.count
        throw CommandFailure(
            "--author \"\(shown)\" means \(matching.count) authors; type more of the key:\n"
                + candidates.joined(separator: "\n") + (rest > 0 ? "\n  and \(rest) more" : "")
        )
    }
}
