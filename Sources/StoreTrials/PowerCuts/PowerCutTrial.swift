package import GossipStore
internal import GossipWire
internal import TestSupport

/// The life of one log whose machine loses power again and again.
///
/// All of it follows from the seed: the messages and prunings, the moments of the cuts, the unsynced
/// sectors that stay. After each cut the log is opened as a node opens it. Every acknowledged message
/// within its scope must be there and nothing else. The transaction under way is there whole or not at
/// all. No bound may have moved back, and the whole log must be sound.
package struct PowerCutTrial {
    private static let path = "log"

    private let disk = TrialDisk()
    private var random: SeededGenerator
    private var messages: TrialMessages
    private var expectation = ExpectedLog()
    private var report = PowerCutReport()
    private let prepare: (MessageLog) throws -> Void

    /// Prepares a life; `prepare` is called with each log that was opened, for those who want it weaker.
    package init(seed: UInt64, prepare: @escaping (MessageLog) throws -> Void = { _ in }) {
        random = SeededGenerator(seed: seed)
        messages = TrialMessages(seed: seed &+ 1)
        self.prepare = prepare
    }

    /// Lives through a number of cuts.
    ///
    /// - Throws: ``TrialFailure`` when a promise is broken.
    package mutating func run(cuts: Int) throws -> PowerCutReport {
        if Bool.random(using: &random) { try beginWithOlderVersion() }
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
        report.acknowledged = expectation.stored
        report.pruned = expectation.removed.count
        report.refused = expectation.refused
        report.survivors = expectation.survivors
        return report
    }

    private mutating func beginWithOlderVersion() throws {
        expectation = try OlderLog.write(
            messages.next(Int.random(in: 1...120, using: &random)),
            version: Int.random(in: 1..<LogDisk.newestVersion, using: &random),
            to: Self.path,
            on: disk
        )
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
            var copy: [UInt8] = []
            if try expectation.checkCopy(of: Self.path, on: disk, knownAs: &copy) {
                report.migrations += 1
            }
            log.makeCheckpointsDue(everyPages: 20)
            log.makeBucketsFull(at: 16)
            while true { try step(log) }
        } catch let error as StoreError {
            guard disk.isOff else {
                throw TrialFailure("without a fault of the disk: \(error)")
            }
            if error.action == "open the log" || !expectation.isInUse {
                report.cutsWhileOpening += 1
            } else if error.action == "checkpoint the log" {
                report.cutsInCheckpoint += 1
            } else if expectation.isPruning {
                report.cutsInPruning += 1
            }
        }
    }

    private mutating func step(_ log: MessageLog) throws {
        expectation.isInUse = true
        switch Int.random(in: 0..<20, using: &random) {
        case 0: try log.checkpoint()
        case 1: try log.truncateWriteAheadLog()
        case 8: try log.shrink(stepsMax: 2)
        case 2:
            try log.savePeers([
                PeerRecord(
                    identity: PeerIdentity(address: "127.0.0.1:\(disk.changes)", node: nil),
                    source: .configured
                )
            ])
        case 3...7: try prune(log)
        default: try append(to: log)
        }
    }

    /// Appends a batch, mostly short; in some, what was pruned comes again.
    private mutating func append(to log: MessageLog) throws {
        let count = Int.random(in: 0..<4, using: &random) == 0 ? 60 : 5
        var batch = try messages.next(Int.random(in: 1...count, using: &random))
        batch += expectation.drawRemoved(Int.random(in: 0...2, using: &random), using: &random)
        try expectation.append(batch.shuffled(using: &random), to: log)
        if log.needsCheckpoint { try log.checkpoint() }
    }

    /// Prunes in steps, not always to the end.
    private mutating func prune(_ log: MessageLog) throws {
        guard let order = expectation.drawOrder(using: &random) else { return }
        let countMax = [1, 4, 20, 500][Int.random(in: 0..<4, using: &random)]
        var steps = Int.random(in: 1...6, using: &random)
        while steps > 0, try !expectation.prune(log, order, countMax: countMax) { steps -= 1 }
    }
}
