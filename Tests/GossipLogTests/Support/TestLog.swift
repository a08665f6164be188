import GossipStore
import GossipWire
import TestSupport

@testable import GossipStore

/// A log in a temporary folder, written through the store as a node writes it.
///
/// Its clock starts at 2026-11-22 12:00:00.000 UTC; message k is signed k seconds later and arrives
/// 250 ms after that.
final class TestLog {
    static let start: UInt64 = 1_795_348_800_000

    let folder: TemporaryFolder
    let path: String
    private(set) var log: MessageLog
    private(set) var messages: [Message] = []
    private var heads: [AuthorKey: (sequence: UInt64, id: MessageID)] = [:]

    /// The node's own identity and those of two others.
    let own = Identity(number: 1)
    let alice = Identity(number: 2)
    let bob = Identity(number: 3)

    init(named name: String = "node.sqlite") throws {
        folder = try TemporaryFolder()
        path = folder.file(name)
        log = try MessageLog.open(path: path, at: Self.start)
    }

    /// Signs and stores a message, the k-th.
    @discardableResult
    func add(
        _ body: some Collection<UInt8>,
        topic: String = "",
        by author: Identity? = nil,
        lifetime: UInt32 = 0,
        via: Via = .own,
        from peer: PeerNumber? = nil,
        fork sequence: UInt64? = nil,
        time: UInt64? = nil
    ) throws -> Message {
        let author = author ?? own
        let time = time ?? Self.start + UInt64(messages.count + 1) * 1000
        let head = heads[author.author]
        let message = author.sign(
            try Draft(topic: topic, body: Array(body), lifetime: lifetime),
            sequence: sequence ?? (head?.sequence ?? 0) + 1,
            previous: head?.id ?? .zero,
            time: time
        )
        heads[author.author] = (message.sequence, message.id)
        try store(message, via: via, from: peer)
        return message
    }

    /// Signs and stores many messages of the node's own, in one transaction.
    func add(count: Int, body: (Int) -> String) throws {
        var batch: [Incoming] = []
        for number in 0..<count {
            let head = heads[own.author]
            let message = own.sign(
                try Draft(body: Array(body(number).utf8)),
                sequence: (head?.sequence ?? 0) + 1,
                previous: head?.id ?? .zero,
                time: Self.start + UInt64(messages.count + 1) * 1000
            )
            heads[own.author] = (message.sequence, message.id)
            messages.append(message)
            batch.append(Incoming(message: message, via: .own))
        }
        _ = try log.append(batch, at: Self.start)
    }

    /// Puts rows after the newest message that are like it, with other ids.
    ///
    /// No messages, but enough of them for a reader that counts: to sign so many takes half a minute.
    func multiplyNewest(times count: Int) throws {
        try log.connection.execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
            INSERT INTO message (arrival, id, author, delay_ms, via, topic, encoded)
            SELECT arrival + i, CAST(printf('%032d', i) AS BLOB), author, delay_ms, via, topic, encoded
            FROM message, n WHERE arrival = (SELECT max(arrival) FROM message);
            UPDATE aggregate SET count = count + \(count)
            """
        )
    }

    /// Stores a message as it is.
    func store(_ message: Message, via: Via, from peer: PeerNumber? = nil) throws {
        let incoming = Incoming(message: message, via: via, peer: peer)
        _ = try log.append([incoming], at: message.time + 250)
        messages.append(message)
    }

    /// The row of a peer with a name.
    func peer(_ address: String, node: AuthorKey?, name: String?) throws -> PeerNumber {
        let identity = PeerIdentity(address: address, node: node)
        try log.savePeers([PeerRecord(identity: identity, name: name, source: .configured)])
        return try log.peerNumber(for: identity)
    }

    /// Lets the author's next messages follow one that this log does not have.
    func skipMessage(of author: Identity) throws {
        let head = heads[author.author]
        let unseen = author.sign(
            try Draft(body: [0]),
            sequence: (head?.sequence ?? 0) + 1,
            previous: head?.id ?? .zero,
            time: Self.start
        )
        heads[author.author] = (unseen.sequence, unseen.id)
    }

    /// Ends the node's run.
    func close() throws {
        try log.close(clean: true, at: Self.start + 60_000)
    }

    /// Ends the node's run and starts another.
    func restart() throws {
        try close()
        log = try MessageLog.open(path: path, at: Self.start + 120_000)
    }

    /// Runs the tool on the log; the arguments follow `--db`.
    func run(
        _ arguments: String...,
        environment: [String: String] = [:]
    ) throws
        -> CommandRun.Result
    {
        try CommandRun.result(["--db", path] + arguments, environment: environment)
    }
}
