internal import GossipStore
internal import GossipWire
internal import TestSupport

/// The state that all lives of a ``FaultTrial`` begin from: made once, and copied for each.
struct FaultedStart {
    let disk = TrialDisk()
    private(set) var messages = TrialMessages(seed: 7)
    private(set) var random = SeededGenerator(seed: 8)
    private(set) var expectation = ExpectedLog()

    init(_ start: FaultTrial.Start) throws {
        switch start {
        case .new: break
        case .version1: try beginWith(version: 1)
        case .version2: try beginWith(version: 2)
        case .killed: try beginKilled()
        }
    }

    private mutating func beginWith(version: Int) throws {
        expectation = try OlderLog.write(
            messages.next(60),
            version: version,
            to: FaultTrial.path,
            on: disk
        )
    }

    private mutating func beginKilled() throws {
        let log = try FaultTrial.open(on: disk)
        for _ in 0..<3 { try expectation.append(messages.next(20), to: log) }
        try log.checkpoint()
        try expectation.append(messages.next(20), to: log)
        for _ in 0..<2 {
            let order = expectation.drawOrder(using: &random) ?? .prune(before: 1)
            try expectation.prune(log, order, countMax: 8)
        }
        disk.forgetUsers()
    }
}
