internal import GossipStore
package import GossipWire
internal import TestSupport

/// A log of an earlier version that the power is taken from at every operation of bringing it up to date.
package struct MigrationTrial {
    private static let path = "log"

    private let file: [UInt8]
    private let messages: [Message]

    /// Prepares it for the file of a log, which holds these messages in the order of their arrival.
    package init(file: [UInt8], holding messages: [Message]) {
        self.file = file
        self.messages = messages
    }

    /// Cuts the power at each change of the disk from the first to the last of opening the log, with as
    /// many drawn losses each.
    ///
    /// - Returns: The number of cuts.
    /// - Throws: ``TrialFailure`` when a promise is broken.
    package func run(losses: Int) throws -> Int {
        var cuts = 0
        var copy: [UInt8] = []
        for change in 1... {
            for loss in 0..<losses {
                do {
                    let seed = UInt64(change * losses + loss)
                    guard try cut(at: change, seed: seed, &copy) else { return cuts }
                } catch {
                    throw TrialFailure("cut at change \(change), loss \(loss): \(error)")
                }
                cuts += 1
            }
        }
        return cuts
    }

    /// Cuts the power once; `false` when opening made fewer changes.
    private func cut(at change: Int, seed: UInt64, _ copy: inout [UInt8]) throws -> Bool {
        let disk = TrialDisk()
        var expectation = try OlderLog.put(file, holding: messages, at: Self.path, on: disk)
        var random = SeededGenerator(seed: seed)
        disk.cutAt = change
        do {
            try MessageLog.open(path: Self.path, at: 9, on: disk.log).close(clean: true, at: 9)
            return false
        } catch {
            guard disk.isOff else { throw error }
        }
        disk.restart(using: &random)
        let log = try MessageLog.open(path: Self.path, at: 9, on: disk.log)
        try expectation.check(log, on: disk)
        guard try expectation.checkCopy(of: Self.path, on: disk, knownAs: &copy) else {
            throw TrialFailure("the log was not migrated")
        }
        try use(log, &expectation, &random)
        try expectation.check(log, on: disk)
        return true
    }

    /// Require that migrated messages can be pruned, and that pruned ones do not come back.
    private func use(
        _ log: MessageLog,
        _ expectation: inout ExpectedLog,
        _ random: inout SeededGenerator
    ) throws {
        for _ in 0..<4 {
            guard let order = expectation.drawOrder(using: &random) else { break }
            try expectation.prune(log, order, countMax: 3)
        }
        try expectation.append(expectation.removed, to: log)
    }
}
