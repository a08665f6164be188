internal import GossipWire

/// The check of an author's messages from the newest to the oldest, each against its block and
/// against its signature.
///
/// One that was checked on its way in is proved by a later message that names it. One that is marked as
/// unchecked has its own signature checked.
struct ChainCheck {
    /// Bytes of messages verified at once, at most, except a single larger one.
    private static let bytesMax = 4 << 20

    let reader: LogReader
    let checksSignatures: Bool
    /// Messages that wait for being verified together.
    private var waiting: [Message] = []
    private var waitingBytes = 0
    /// Those of them that are marked as unchecked.
    private var unchecked: Set<MessageID> = []
    /// The ids that authentic messages with a higher sequence name as the ones before them.
    private var named: [MessageID: UInt64] = [:]

    init(reader: LogReader, checksSignatures: Bool) {
        self.reader = reader
        self.checksSignatures = checksSignatures
    }

    /// Checks a block, and gives the number of messages in it.
    mutating func check(
        _ reference: SequenceBlockReference,
        of author: AuthorKey,
        _ found: inout LogVerification
    ) throws(StoreError) -> Int {
        var block = reference.head
        if block == nil {
            block = try SequenceTable(connection: reader.connection)
                .block(reference.number, ofAuthor: reference.author)
        }
        guard let block else { return 0 }
        for entry in block.entries.reversed() {
            var messages: [Message] = []
            do throws(StoreError) {
                if let message = try reader.message(arrival: entry.arrival) {
                    messages.append(message)
                    if try reader.isUnchecked(arrival: entry.arrival) {
                        unchecked.insert(message.id)
                    }
                }
                messages += try forks(of: reference.author, sequence: entry.sequence)
            } catch {
                guard error.code == .corrupt else { throw error }
                // The check of rows has said so.
                continue
            }
            guard
                messages.first.map({ $0.author == author && $0.sequence == entry.sequence })
                    ?? false
            else {
                found.add(
                    .authors,
                    "message \(entry.arrival) is not number \(entry.sequence) of author "
                        + "\(author.hex.prefix(16))"
                )
                continue
            }
            for message in messages {
                waiting.append(message)
                waitingBytes += message.encoded.count
            }
            if waitingBytes >= Self.bytesMax { verify(&found) }
        }
        verify(&found)
        return block.entries.count
    }

    private mutating func forks(of author: Int64, sequence: UInt64) throws(StoreError) -> [Message]
    {
        let ids = try reader.connection.statement(
            "SELECT second_id FROM fork WHERE author = ?1 AND sequence = ?2"
        )
        .bind(author, at: 1).bind(Int64(bitPattern: sequence), at: 2)
        .rows { row throws(StoreError) in try row.messageID(0) }
        let found = try reader.messages(ids: ids, byteLimit: .max)
        unchecked.formUnion(found.unchecked)
        return found.messages
    }

    /// Checks the signatures of what waits, as many as the chain of ids and the marks leave open.
    private mutating func verify(_ found: inout LogVerification) {
        defer {
            waiting = []
            waitingBytes = 0
            unchecked = []
        }
        guard checksSignatures else { return }
        var own: [MessageID: Bool] = [:]
        let named = named
        let verdicts = MessageVerifier.judge(waiting) { message in
            if named[message.id] == message.sequence { return true }
            let isSigned = MessageVerifier.verify(message)
            own[message.id] = isSigned
            return isSigned
        }
        self.named = [:]
        for (message, verdict) in zip(waiting, verdicts) {
            guard verdict != .forged else {
                found.add(.signatures, "the author of message \(message.id) did not sign it")
                continue
            }
            self.named[message.previous] = message.sequence &- 1
            guard unchecked.contains(message.id), own[message.id] == nil else { continue }
            let isSigned = MessageVerifier.verify(message)
            own[message.id] = isSigned
            guard !isSigned else { continue }
            found.add(
                .signatures,
                "the author of message \(message.id) did not sign it, and signed a later one that "
                    + "names it; the node removes it before it is next sent alone"
            )
        }
        found.signatures += own.count
    }
}
