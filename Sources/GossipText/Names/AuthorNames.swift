package import GossipWire

/// The names of authors as people and programs are shown them.
///
/// A name is only what a node says of itself. Of names that look alike each is shown with the start of its key;
/// nobody has the bare name for having come first. So is a name of other letters that reads as Latin, and one
/// like a word or mark of the programs.
package struct AuthorNames: Sendable {
    private struct Entry: Sendable {
        let name: String
        let skeleton: String
        /// True for a name that has the key beside it whatever others there are.
        let isSuspect: Bool

        init(_ name: String) {
            let skeleton = NameSkeleton(name)
            self.name = name
            self.skeleton = skeleton.text
            isSuspect =
                skeleton.isDisguised || AuthorNames.reserved.contains(skeleton.text)
                || name.contains(AuthorNames.separator)
        }
    }

    private var entries: [AuthorKey: Entry] = [:]
    /// The number of authors by the skeleton of their names.
    private var counts: [String: Int] = [:]
    private let countMax: Int

    private static let keyDigits = 8
    /// The mark between a name and the start of a key.
    fileprivate static let separator: Character = "·"
    /// The words that begin the lines of a node's events, which are no authors.
    fileprivate static let reserved = Set(
        [
            "started", "state", "catch-up", "peer", "published", "fork", "error", "warning",
            "notice", "message",
        ].map { NameSkeleton($0).text }
    )

    /// Makes the names of these authors, and room for so many in all: anybody can announce any number of
    /// them.
    package init(_ names: [AuthorKey: String] = [:], countMax: Int = .max) {
        self.countMax = countMax
        for (author, name) in names { learn(name, of: author) }
    }

    /// Takes in a name in place of an earlier one; an empty one says nothing.
    package mutating func learn(_ name: String, of author: AuthorKey) {
        guard !name.isEmpty, entries[author]?.name != name else { return }
        guard entries[author] != nil || entries.count < countMax else { return }
        if let former = entries.removeValue(forKey: author)?.skeleton {
            counts[former] = counts[former].flatMap { $0 > 1 ? $0 - 1 : nil }
        }
        guard let entry = DisplayName.shown(name).map(Entry.init) else { return }
        entries[author] = entry
        counts[entry.skeleton, default: 0] += 1
    }

    /// The name alone.
    package func name(_ author: AuthorKey) -> String? { entries[author]?.name }

    /// True for an author whose name may be taken for that of another.
    package func isAlike(_ author: AuthorKey) -> Bool {
        entries[author].map { $0.isSuspect || counts[$0.skeleton, default: 0] > 1 } ?? false
    }

    /// A word for a column: the name, or the first 8 digits of the key, or both where names look alike.
    ///
    /// The digits are never cut: they tell which is which.
    package func short(_ author: AuthorKey, columns: Int = 16) -> String {
        let start = Self.start(of: author)
        guard let name = name(author) else { return start }
        guard isAlike(author) else { return name }
        let nameColumns = columns - Self.keyDigits - 1
        return nameColumns < 2
            ? start : DisplayWidth.cut(name, to: nameColumns) + String(Self.separator) + start
    }

    /// The whole key, with the name if there is one.
    package func full(_ author: AuthorKey) -> String {
        name(author).map { "\($0)  \(author.hex)" } ?? author.hex
    }

    /// The start of the key, with the name if there is one, for a sentence.
    package func label(_ author: AuthorKey) -> String {
        let start = Self.start(of: author)
        return name(author).map { "\(start) \($0)" } ?? start
    }

    /// All authors of exactly that name.
    package func authors(named name: String) -> [AuthorKey] {
        entries.filter { $0.value.name == name }.map(\.key)
    }

    private static func start(of author: AuthorKey) -> String {
        String(author.hex.prefix(keyDigits))
    }
}
