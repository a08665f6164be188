internal import GossipWire

/// The changes of a batch in memory, kept apart until its transaction is durable.
struct AppendBatch {
    /// An author that the batch has messages of.
    struct Author {
        let key: AuthorKey
        var state: AuthorState
        /// True when a message of it is new, so that the row must be written.
        var isChanged = false
        /// Another block than that of its head, into which an older message went.
        var olderBlock: SequenceBlock?
        /// True when that block differs from the one in the table.
        var olderBlockIsChanged = false
    }

    /// The changes to the room of guests.
    struct Guests {
        /// The new uses, by author.
        var uses: [AuthorKey: GuestUse] = [:]
        /// The highest sequence that is kept of those who have written more than a day's worth.
        var cuts: [AuthorKey: UInt64] = [:]
        var room = GuestBudget.Room()
        /// True when there is no room for more of anybody.
        var closes = false
    }

    var aggregates: Aggregates
    var lastArrival: UInt64
    var guests = Guests()
    /// The authors, in the order in which they came.
    var authors: [Author] = []
    private var indices: [AuthorKey: Int] = [:]
    /// Lower bounds of the buckets to be written.
    var changedBuckets: Set<MessageID> = []
    /// The one noted last, which is nearly always the next one too.
    var lastChanged: MessageID?
    var outcomes: [AppendOutcome] = []
    /// Forks that the batch makes known, one a number of an author.
    var forks: [ForkRecord] = []

    init(aggregates: Aggregates, lastArrival: UInt64) {
        self.aggregates = aggregates
        self.lastArrival = lastArrival
    }

    /// The index of an author in ``authors``, or `nil` before its first message.
    func index(of author: AuthorKey) -> Int? { indices[author] }

    /// Takes an author in, and gives its index.
    mutating func add(_ author: Author) -> Int {
        indices[author.key] = authors.count
        authors.append(author)
        return authors.count - 1
    }
}
