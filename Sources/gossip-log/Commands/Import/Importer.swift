import GossipStore
import GossipText
import GossipWire

/// Takes the pieces of a file, verifies them batch by batch, and stores what is authentic.
///
/// Holds one batch at a time, however large the file.
struct Importer {
    /// A batch: long enough that of an author's run one signature is checked, short enough for memory.
    private static let batchCountMax = 4096
    private static let batchBytesMax = 8 << 20
    /// Refused pieces that are named; the rest are counted.
    private static let namedMax = 20
    /// Messages with one sequence that are looked at for a proof; a fork can have any number.
    private static let successorsMax = 16

    private let reader: LogReader?
    /// The log to store in; nil for a dry run.
    private let log: MessageLog?
    private let name: String
    private(set) var counts = ImportCounts()
    private var batch: [(location: String, message: Message)] = []
    private var batchBytes = 0
    private var named = 0
    /// Records since the beginning of an archive.
    private var records: UInt64 = 0

    init(_ name: String, reader: LogReader?, log: MessageLog?) {
        self.name = name
        self.reader = reader
        self.log = log
    }

    /// Takes the next piece.
    mutating func take(_ piece: ImportPiece) throws {
        switch piece.content {
        case .message(let message):
            records += 1
            batch.append((piece.location, message))
            batchBytes += message.encoded.count
            if batch.count >= Self.batchCountMax || batchBytes >= Self.batchBytesMax {
                try finishBatch()
            }
        case .refused(let reason):
            counts.damaged += 1
            refuse(piece.location, reason)
        case .end(let count):
            if count > records {
                counts.missing += count - records
                refuse(
                    piece.location,
                    "\(Quantity.count(count - records, "record is", "records are")) missing before it"
                )
            }
            records = 0
        }
    }

    /// Verifies and stores what waits.
    mutating func finishBatch() throws {
        let waiting = batch
        batch.removeAll(keepingCapacity: true)
        batchBytes = 0
        guard !waiting.isEmpty else { return }
        let known = try reader?.contains(waiting.map(\.message.id))
        let fresh = waiting.indices.filter { known?[$0] != true }.map { waiting[$0] }
        counts.duplicates += waiting.count - fresh.count
        let verdicts = MessageVerifier.verify(fresh.map(\.message))
        let ceiling = WallClock.system.now + Scope.ceilingDistance
        var accepted: [Message] = []
        accepted.reserveCapacity(fresh.count)
        for (entry, isAuthentic) in zip(fresh, verdicts) {
            if try !isAuthentic && !isNamedInLog(entry.message) {
                counts.forged += 1
                refuse(entry.location, "it is not what author \(entry.message.author.hex) signed")
            } else if entry.message.time >= ceiling {
                counts.ahead += 1
                refuse(entry.location, "it is dated more than a day ahead of this machine's clock")
            } else {
                accepted.append(entry.message)
            }
        }
        try store(accepted)
    }

    /// True when an authentic message of the log names it as the one before.
    private func isNamedInLog(_ message: Message) throws -> Bool {
        guard let reader, message.sequence < .max else { return false }
        let successors = try reader.ids(
            of: message.author,
            sequence: message.sequence + 1,
            limit: Self.successorsMax
        )
        for id in successors {
            guard let successor = try reader.record(id: id)?.message else { continue }
            if successor.previous == message.id, MessageVerifier.verify(successor) { return true }
        }
        return false
    }

    private mutating func store(_ messages: [Message]) throws {
        guard let log else { return try countDry(messages) }
        let outcomes = try log.append(
            messages.map { Incoming(message: $0, via: .imported) },
            at: WallClock.system.now
        )
        for outcome in outcomes {
            switch outcome {
            case .stored: counts.stored += 1
            case .duplicate: counts.duplicates += 1
            case .pruned: counts.pruned += 1
            }
        }
    }

    /// Counts what storing would do.
    ///
    /// A message that comes twice in batches far apart counts twice: nothing of the file is kept.
    private mutating func countDry(_ messages: [Message]) throws {
        let scope = try reader?.logDescription().scope ?? .everything
        let kept = messages.filter { scope.keeps($0) }
        let distinct = Set(kept.map(\.id)).count
        counts.pruned += messages.count - kept.count
        counts.stored += distinct
        counts.duplicates += kept.count - distinct
    }

    private mutating func refuse(_ location: String, _ reason: String) {
        named += 1
        if named <= Self.namedMax {
            Diagnostics.say("\(name), \(location): refused: \(reason).")
        } else if named == Self.namedMax + 1 {
            Diagnostics.say("\(name): more is refused; it is counted, not named.")
        }
    }
}
