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
        let verdicts = MessageVerifier.judge(fresh.map(\.message))
        let ceiling = WallClock.system.now + Scope.ceilingDistance
        var accepted: [Incoming] = []
        accepted.reserveCapacity(fresh.count)
        for (entry, verdict) in zip(fresh, verdicts) {
            if verdict == .forged {
                counts.forged += 1
                refuse(entry.location, "it is not what author \(entry.message.author.hex) signed")
            } else if entry.message.time >= ceiling {
                counts.ahead += 1
                refuse(entry.location, "it is dated more than a day ahead of this machine's clock")
            } else {
                accepted.append(
                    Incoming(
                        message: entry.message,
                        via: .imported,
                        isUnchecked: verdict != .signed
                    )
                )
            }
        }
        try store(accepted)
    }

    private mutating func store(_ messages: [Incoming]) throws {
        guard let log else { return try countDry(messages.map(\.message)) }
        let outcomes = try log.append(messages, at: WallClock.system.now)
        for outcome in outcomes {
            switch outcome {
            case .stored: counts.stored += 1
            case .duplicate: counts.duplicates += 1
            case .pruned: counts.pruned += 1
            case .cut: counts.cut += 1
            case .foreign: counts.foreign += 1
            case .refused: counts.forged += 1
            }
        }
    }

    /// Counts what storing would do.
    ///
    /// A message that comes twice in batches far apart counts twice: nothing of the file is kept.
    private mutating func countDry(_ messages: [Message]) throws {
        let log = try reader?.logDescription()
        let scope = log?.scope ?? .everything
        let (messages, foreign) = messages.reduce(into: ([Message](), 0)) { parts, message in
            if log?.takesIn(message.author) ?? true {
                parts.0.append(message)
            } else {
                parts.1 += 1
            }
        }
        counts.foreign += foreign
        let kept = messages.filter { scope.keeps($0) }
        let distinct = Set(kept.map(\.id)).count
        counts.cut += messages.count { !scope.cuts.keeps($0) }
        counts.pruned += messages.count { !scope.keeps($0) && scope.cuts.keeps($0) }
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
