internal import GossipWire

/// The check of an author's messages from the newest to the oldest, each against its block and
/// against the signature or the later message that proves it.
struct ChainCheck {
    /// Bytes of messages verified at once, at most, except a single larger one.
    private static let bytesMax = 4 << 20

    let reader: LogReader
    let checksSignatures: Bool
    /// Messages that wait for being verified together.
    private var waiting: [Message] = []
    private var waitingBytes = 0
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

    private func forks(of author: Int64, sequence: UInt64) throws(StoreError) -> [Message] {
        let ids = try reader.connection.statement(
            "SELECT second_id FROM fork WHERE author = ?1 AND sequence = ?2"
        )
        .bind(author, at: 1).bind(Int64(bitPattern: sequence), at: 2)
        .rows { row throws(StoreError) in try row.messageID(0) }
        return try reader.messages(ids: ids, byteLimit: .max).messages
    }

    /// Checks the signatures of what waits, as many as the chain of ids leaves open.
    private mutating func verify(_ found: inout LogVerification) {
        defer {
            waiting = []
            waitingBytes = 0
        }
        guard checksSignatures else { return }
        var signatures = 0
        let named = named
        let authentic = MessageVerifier.verify(waiting) { message in
            if named[message.id] == message.sequence { return true }
            signatures += 1
            return MessageVerifier.verify(message)
        }
        found.signatures += signatures
        self.named = [:]
        for (message, isAuthentic) in zip(waiting, authentic) {
            if isAuthentic {
                self.named[message.previous] = message.sequence &- 1
            } else {
                found.add(.signatures, "the author of message \(message.id) did not sign it")
            }
        }
    }
}
