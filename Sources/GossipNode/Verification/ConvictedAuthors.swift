import GossipWire
import Synchronization

/// The authors whose messages are checked one by one, because one of theirs was wrongly signed.
///
/// The writer knows them from the log, and the threads of the verification ask for each message that
/// is only vouched for.
final class ConvictedAuthors: Sendable {
    private let authors: Mutex<Set<AuthorKey>>

    init(_ authors: Set<AuthorKey>) { self.authors = Mutex(authors) }

    func contains(_ author: AuthorKey) -> Bool {
        authors.withLock { !$0.isEmpty && $0.contains(author) }
    }

    /// Takes the authors that the log convicts now.
    func update(_ convicted: Set<AuthorKey>) { authors.withLock { $0 = convicted } }
}
