package import GossipMigrations
public import GossipWire

/// The writer of a log: the one connection that makes all changes and all checkpoints.
///
/// Belongs to one thread at a time. What it returns is durable (`synchronous=FULL`); what it throws
/// has left nothing behind. After an error of the codes `io` or `corrupt` it takes no more writes:
/// a repeated sync may lie, so none is tried.
public final class MessageLog {
    /// The file, as it was named.
    public let path: String
    /// The number of this run of the node.
    public let run: Int64
    /// 16 random bytes of this run.
    public let runToken: [UInt8]
    /// The token of the run before, as the file had it.
    ///
    /// A node that remembers its last token elsewhere knows by it that an older copy of the log has
    /// been put in place; `nil` in a new file.
    public let previousRunToken: [UInt8]?
    /// The scope of the log: all other messages are refused.
    public internal(set) var scope: Scope
    /// The authors of whom not everything is kept, ascending.
    public internal(set) var cuts: [LogCut]
    /// The authors whose messages are taken in; `nil` for everybody.
    public internal(set) var authorList: AuthorList?
    /// The room of guests, and its use.
    var guests: GuestBudget
    /// The day on which cuts of guests were looked through last, in days since 1970.
    var guestsRenewed: UInt64 = 0
    /// 16 random bytes made with the file.
    ///
    /// An arrival number means something to a peer only together with these.
    public internal(set) var incarnation: LogIncarnation
    /// The last arrival number that was given; 0 in an empty log.
    public internal(set) var lastArrival: UInt64

    /// The forks that the last append has made known, one a number of an author.
    public internal(set) var newForks: [ForkRecord] = []

    let connection: Connection
    let checkpointer: Checkpointer
    let insertion: MessageInsertion
    var aggregates: Aggregates
    var authors: AuthorTable
    /// The messages that were removed for their signature.
    var refused: RefusedMessages
    var peerNumbers: [PeerIdentity: PeerNumber] = [:]
    /// Messages that one transaction of pruning can remove in the room that a full volume has left.
    var pruneCountThatFits = Int.max
    /// The reason for which the log takes no more writes.
    var failure: StoreError?
    private let lock: FileLock?
    let reserve: LogReserve?

    init(_ opened: LogHandle, path: String) {
        self.path = path
        lock = opened.lock
        reserve = opened.reserve
        connection = opened.connection
        insertion = opened.insertion
        run = opened.run
        runToken = opened.runToken
        previousRunToken = opened.meta.runToken
        cuts = opened.cuts
        scope = opened.meta.scope
        scope.cuts = opened.cuts.kept
        scope.holdsOthers = opened.terms.holdsOthers
        scope.isClosedToGuests = opened.terms.isClosedToGuests
        authorList = opened.terms.list
        guests = opened.terms.guests
        incarnation = opened.meta.incarnation
        lastArrival = opened.lastArrival
        aggregates = opened.aggregates
        refused = opened.refused
        authors = AuthorTable(connection: opened.connection)
        checkpointer = Checkpointer(of: opened.connection)
    }

    /// Opens a log for writing, making it when there is none.
    ///
    /// Takes the exclusive lock, brings the schema up to date, and starts a run. Reads the aggregates
    /// and a few rows more, never the messages: a log of ten million opens in a fraction of a second.
    ///
    /// - Parameters:
    ///   - path: The file. `FILE-wal`, `FILE-shm`, `FILE.lock` and `FILE.reserve` appear beside it.
    ///   - wallMilliseconds: The time of this machine's clock, in milliseconds since 1970.
    ///   - version: The version of the program, noted with the run.
    ///   - keepsRunToken: For tools that work on the log between two runs of its node: the node still
    ///     finds the token that it left, and takes the log for the one it was.
    ///   - allowsReadOnly: True to open a log whose volume has no byte left, not even in
    ///     ``LogPath/reserve``: it is read in this run, and ``shortage`` says why.
    /// - Returns: The log, ready for appending.
    /// - Throws: ``StoreError`` with `locked`, `notALog`, `newerVersion`, `unwritable` and others.
    public static func open(
        path: String,
        at wallMilliseconds: UInt64,
        version: String = "unknown",
        keepsRunToken: Bool = false,
        allowsReadOnly: Bool = false
    ) throws(StoreError) -> MessageLog {
        let opened = try LogHandle.open(
            path: path,
            at: wallMilliseconds,
            version: version,
            keepsRunToken: keepsRunToken,
            allowsReadOnly: allowsReadOnly
        )
        let log = MessageLog(opened, path: path)
        try log.prepareReserve()
        return log
    }

    /// Opens a log on a disk of a trial.
    package static func open(
        path: String,
        at wallMilliseconds: UInt64,
        version: String = "unknown",
        on disk: LogDisk,
        migrations: [Migration] = Migrations.all
    ) throws(StoreError) -> MessageLog {
        let opened = try LogHandle(
            Connection(path: path, mode: .writer, vfs: disk.vfs),
            at: wallMilliseconds,
            version: version,
            disk: disk,
            migrations: migrations
        )
        return MessageLog(opened, path: path)
    }

    /// The number of messages in the log.
    public var count: Int { aggregates.count }

    /// The log as it is now, for reconciliation.
    ///
    /// Costs nothing; the next append copies a few kilobytes.
    public func snapshot() -> LogSnapshot {
        LogSnapshot(aggregates: aggregates, lastArrival: lastArrival)
    }

    /// The items of a snapshot, read over this connection: for the writer's own thread.
    public func reconciliation(_ snapshot: LogSnapshot) -> StoredItems {
        StoredItems(snapshot, connection: connection)
    }

    /// The author's message with the highest sequence, or `nil` when the log has none of it.
    public func head(of author: AuthorKey) throws(StoreError) -> AuthorHead? {
        try guarded { () throws(StoreError) in try authors.state(of: author)?.head }
    }

    /// Makes a new incarnation: arrival numbers that peers remember lose their meaning.
    ///
    /// For a log that has gone back in time, because an older copy was put in place.
    public func renewIncarnation() throws(StoreError) {
        let renewed = LogIncarnation.random()
        try guarded { () throws(StoreError) in
            try withRoom { () throws(StoreError) in
                try connection.transaction { () throws(StoreError) in
                    try MetaTable(connection: connection).save(renewed)
                }
            }
        }
        incarnation = renewed
    }

    /// Ends the run, takes the write-ahead log into the file, and gives the lock back.
    ///
    /// The log takes no more writes. Calling it again does nothing.
    ///
    /// `clean` says that the node drained; a run that ends otherwise is shown as interrupted.
    public func close(clean: Bool, at wallMilliseconds: UInt64) throws(StoreError) {
        guard !isClosed else { return }
        isClosed = true
        defer {
            connection.close()
            // With what the two files beside the log took.
            reserve?.refill()
            lock?.release()
        }
        guard failure == nil else { return }
        guard !isReadOnly else { return }
        try withRoom { () throws(StoreError) in
            try connection.transaction { () throws(StoreError) in
                try RunTable(connection: connection).end(run, clean: clean, at: wallMilliseconds)
            }
        }
        do throws(StoreError) {
            guard try fold(.truncate) else { return }
        } catch {
            // What does not fit into the file stays in the write-ahead log, where nothing is lost.
            guard error.code == .full, reserve != nil else { throw error }
            return try connection.disableCheckpointOnClose()
        }
        do throws(StoreError) {
            try renewMark()
        } catch {
            // The log is whole, with the mark that it had.
            guard error.code == .full || error.code == .busy else { throw error }
        }
    }

    private(set) var isClosed = false

    /// Leaves the file with a mark that no write-ahead log of before names.
    private func renewMark() throws(StoreError) {
        connection.isFileWhole = false
        try connection.transaction { () throws(StoreError) in
            try FileMark.renew(on: connection)
        }
        try fold(.truncate)
    }

    /// Runs the body unless the log takes no more writes, and notes an error that ends them.
    func guarded<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        if let failure { throw failure }
        guard !isClosed else {
            throw StoreError(.misuse, "write to the log", path, reason: "it has been closed")
        }
        do {
            return try body()
        } catch {
            if error.isFatal {
                failure = error
                // Nothing more is written, not even the checkpoint of closing.
                try? connection.disableCheckpointOnClose()
            }
            throw error
        }
    }
}

extension StoreError {
    /// True when the log takes no more writes after this.
    public var isFatal: Bool { code == .io || code == .corrupt || code == .notALog }
}
