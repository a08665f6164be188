package import GossipStore
internal import GossipWire

/// The life of one log whose machine loses power again and again.
///
/// All of it follows from the seed: what is stored, when the power goes, what of the unsynced sectors is
/// left. After each cut the log is opened as a node opens it, and everything that was acknowledged must
/// be there, everything else whole or not at all, and the whole log sound.
package struct PowerCutTrial {
    private static let path = "log"

    private let disk = TrialDisk()
    private var random: SplitMix
    private var messages: TrialMessages
    private var expectation = ExpectedLog()
    private var report = PowerCutReport()
    private let prepare: (MessageLog) throws -> Void

    /// Prepares a life; `prepare` is called with each log that was opened, for those who want it weaker.
    package init(seed: UInt64, prepare: @escaping (MessageLog) throws -> Void = { _ in }) {
        random = SplitMix(seed: seed)
        messages = TrialMessages(seed: seed &+ 1)
        self.prepare = prepare
    }

    /// Lives through a number of cuts.
    ///
    /// - Throws: ``TrialFailure`` when a promise is broken.
    package mutating func run(cuts: Int) throws -> PowerCutReport {
        if Bool.random(using: &random) { try beginWithVersion1() }
        while report.cuts < cuts {
            let reach = [4, 20, 60, 200][Int.random(in: 0..<4, using: &random)]
            disk.cutAt = disk.changes + Int.random(in: 1...reach, using: &random)
            try liveUntilCut()
            report.cuts += 1
            disk.restart(using: &random)
        }
        // The last cut is looked at too.
        let log = try open()
        try expectation.check(log, on: disk)
        report.acknowledged = expectation.acknowledged.count
        report.survivors = expectation.survivors
        return report
    }

    private mutating func beginWithVersion1() throws {
        let first = try messages.next(Int.random(in: 1...120, using: &random))
        // That version had forks too, but one message a sequence is enough for where they are.
        var seen: Set<[UInt64]> = []
        let plain = first.filter { seen.insert([$0.author.words.0, $0.sequence]).inserted }
        try LogOfVersion1.write(plain, to: Self.path, vfs: disk.name)
        disk.put(disk.bytes(of: Self.path) ?? [], at: Self.path)
        expectation.beginsWith(plain, inVersion: 1)
    }

    private func open() throws -> MessageLog {
        let log = try MessageLog.open(path: Self.path, at: 2_000_000, on: disk.log)
        try prepare(log)
        return log
    }

    /// Opens the log, looks at it and uses it until the power goes.
    private mutating func liveUntilCut() throws {
        do {
            let log = try open()
            try expectation.check(log, on: disk)
            if try expectation.checkCopy(of: Self.path, on: disk) { report.migrations += 1 }
            log.makeCheckpointsDue(everyPages: 20)
            while true { try step(log) }
        } catch let error as StoreError {
            guard disk.isOff else {
                throw TrialFailure("without a fault of the disk: \(error)")
            }
            if error.action == "open the log" || !expectation.isInUse {
                report.cutsWhileOpening += 1
            } else if error.action == "checkpoint the log" {
                report.cutsInCheckpoint += 1
            }
        }
    }

    private mutating func step(_ log: MessageLog) throws {
        expectation.isInUse = true
        switch Int.random(in: 0..<20, using: &random) {
        case 0: try log.checkpoint()
        case 1: try log.truncateWriteAheadLog()
        case 2:
            try log.savePeers([
                PeerRecord(
                    identity: PeerIdentity(address: "127.0.0.1:\(disk.changes)", node: nil),
                    source: .given
                )
            ])
        default:
            let count = Int.random(in: 0..<4, using: &random) == 0 ? 60 : 5
            let batch = try messages.next(Int.random(in: 1...count, using: &random))
            expectation.attempt(batch)
            _ = try log.append(
                batch.map { Incoming(message: $0, via: .relay) },
                at: 2_000_000 + UInt64(disk.changes)
            )
            expectation.acknowledge()
            if log.needsCheckpoint { try log.checkpoint() }
        }
    }
}
