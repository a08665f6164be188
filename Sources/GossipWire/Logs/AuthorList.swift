/// The authors whose messages a log takes in, where not everybody's are: those of a network's members.
///
/// A network may let anyone write. Then the list says who writes without limits; all others are *guests*, who have
/// budgets.
///
/// A reference to a list that never changes: a copy costs nothing, a question a binary search.
public struct AuthorList: Sendable {
    private final class Storage: Sendable {
        let authors: [AuthorKey]

        init(_ authors: [AuthorKey]) { self.authors = authors }
    }

    private let storage: Storage
    /// True where messages of guests are taken in as well, within budgets.
    public let admitsGuests: Bool

    /// Makes a list.
    ///
    /// - Parameters:
    ///   - authors: The authors, in any order.
    ///   - admitsGuests: True where others may write too, within budgets.
    public init(_ authors: Set<AuthorKey>, admitsGuests: Bool = false) {
        storage = Storage(authors.sorted())
        self.admitsGuests = admitsGuests
    }

    /// The authors, ascending.
    public var all: [AuthorKey] { storage.authors }

    /// True for an author that may write within budgets alone.
    public func isGuest(_ author: AuthorKey) -> Bool { admitsGuests && !contains(author) }

    /// True when a log of this scope takes in messages of the author: their sequences and times are another question.
    public func takesIn(_ author: AuthorKey, within scope: Scope) -> Bool {
        admitsGuests && !scope.isClosedToGuests || contains(author)
    }

    /// True for an author on the list.
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
        left.admitsGuests == right.admitsGuests
            && (left.storage === right.storage || left.all == right.all)
    }

    /// Hashes the authors.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(admitsGuests)
        hasher.combine(all)
    }
}
