/// The authors whose messages a log takes in, where not everybody's are: those of a network's members.
///
/// A reference to a list that never changes: a copy costs nothing, a question a binary search.
public struct AuthorList: Sendable {
    private final class Storage: Sendable {
        let authors: [AuthorKey]

        init(_ authors: [AuthorKey]) { self.authors = authors }
    }

    private let storage: Storage

    /// Makes a list; each author once, in any order.
    public init(_ authors: Set<AuthorKey>) {
        storage = Storage(authors.sorted())
    }

    /// The authors, ascending.
    public var all: [AuthorKey] { storage.authors }

    /// True when messages of the author are taken in.
    public func contains(_ author: AuthorKey) -> Bool {
        let authors = storage.authors
        var (low, high) = (0, authors.count)
        while low < high {
            let middle = low + (high - low) / 2
            if authors[middle] < author { low = middle + 1 } else { high = middle }
        }
        return low < authors.count && authors[low] == author
    }
}

extension AuthorList: Hashable {
    /// Compares the authors one by one, unless both are the same list.
    public static func == (left: AuthorList, right: AuthorList) -> Bool {
        left.storage === right.storage || left.all == right.all
    }

    /// Hashes the authors.
    public func hash(into hasher: inout Hasher) { hasher.combine(all) }
}
