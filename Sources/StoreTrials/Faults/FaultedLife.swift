internal import GossipStore
internal import GossipWire
internal import TestSupport

/// One life of a ``FaultTrial``, with trouble at one operation.
struct FaultedLife {
    let trial: FaultTrial
    let disk: TrialDisk
    private var messages: TrialMessages
    private var random: SeededGenerator
    private var expectation: ExpectedLog
    /// The operation that the trouble comes at, counted from 1.
    private let operation: Int
    private var noticed = false

    init(_ trial: FaultTrial, from start: FaultedStart, at operation: Int) {
        self.trial = trial
        self.operation = operation
        disk = start.disk.copy()
        messages = start.messages
        random = start.random
        expectation = start.expectation
    }

    private mutating func drawOrder() -> PruneOrder {
        expectation.drawOrder(using: &random) ?? .prune(before: 1)
    }

    /// Runs the life; `false` when the trouble never came.
    mutating func run(_ report: inout FaultReport) throws -> Bool {
        disk.fault = DiskFault(trial.trouble, at: operation, lasts: trial.lasts)
        var log: MessageLog
        do {
            log = try open()
        } catch {
            report.whileOpening += 1
            try judge(error)
            disk.fault = nil
            log = try open()
            noticed = true
        }
        for step in FaultedStep.life { try take(step, &log) }
        let hasStruck = disk.fault?.hasStruck ?? true
        disk.fault = nil
        try? log.close(clean: true, at: 9)
        let again = try open()
        try expectation.check(again, on: disk)
        try expectation.append(messages.next(3) + expectation.removed.suffix(3), to: again)
        report.strikes += hasStruck ? 1 : 0
        report.unnoticed += hasStruck && !noticed ? 1 : 0
        return hasStruck
    }

    private func open() throws -> MessageLog { try FaultTrial.open(on: disk) }

    /// Takes a step of the life; where it fails, checks the log and takes the step again.
    private mutating func take(_ step: FaultedStep, _ log: inout MessageLog) throws {
        let work = try work(step)
        let count = log.count
        do {
            try perform(work, on: log)
        } catch {
            try judge(error)
            noticed = true
            if trial.isFatal {
                try requireSilence(of: log, error)
                disk.fault = nil
                try? log.close(clean: false, at: 9)
                log = try open()
                try expectation.check(log, on: disk)
            } else {
                try requireReads(of: log, count: count)
                if trial.lasts { try requireTheSameAgain(work, on: log) }
                disk.fault = nil
                expectation.refuse()
            }
            try perform(work, on: log)
        }
    }

    /// The work of a step, drawn once: it is done again after a failure.
    private mutating func work(_ step: FaultedStep) throws -> FaultedStep.Work {
        switch step {
        case .append(let count): .append(try messages.next(count))
        case .prune(let countMax): .prune(drawOrder(), countMax: countMax)
        case .checkpoint: .checkpoint
        case .truncate: .truncate
        case .shrink: .shrink
        }
    }

    private mutating func perform(_ work: FaultedStep.Work, on log: MessageLog) throws {
        switch work {
        case .checkpoint: try log.checkpoint()
        case .truncate: try log.truncateWriteAheadLog()
        case .shrink: try log.shrink()
        case .append(let batch): try expectation.append(batch, to: log)
        case .prune(let order, let countMax):
            try expectation.prune(log, order, countMax: countMax)
        }
    }

    private func judge(_ error: any Error) throws {
        guard let error = error as? StoreError else { throw error }
        guard disk.fault?.hasStruck == true else {
            throw TrialFailure("without a fault: \(error)")
        }
        guard trial.accepts(error) else {
            throw TrialFailure("it is called \(error.code): \(error)")
        }
    }

    /// Requires that after a fatal error the log answers everything with it and leaves the disk alone.
    private func requireSilence(of log: MessageLog, _ error: any Error) throws {
        let changes = disk.changes
        var messages = messages
        let batch = try messages.next(2).map { Incoming(message: $0, via: .relay) }
        let attempts: [() throws -> Void] = [
            { _ = try log.append(batch, at: 2_000_000) }, { try log.checkpoint() },
            { _ = try log.prune(before: .max) }, { _ = try log.expire(through: .max) },
        ]
        for attempt in attempts {
            do {
                try attempt()
                throw TrialFailure("it goes on after \(error)")
            } catch let second as StoreError {
                guard second == error as? StoreError else {
                    throw TrialFailure("after \(error) it says \(second)")
                }
            }
        }
        guard disk.changes == changes else {
            throw TrialFailure("it wrote to the disk after \(error)")
        }
    }

    /// Requires that acknowledged messages can still be read, over the log's own connection and another.
    private func requireReads(of log: MessageLog, count: Int) throws {
        guard log.count == count, log.scope == expectation.bounds else {
            throw TrialFailure("what failed was counted")
        }
        let lasting = disk.fault
        // A lock that is held for good keeps readers out too.
        if trial.trouble == .locked { disk.fault = nil }
        defer { disk.fault = lasting }
        let reader = try LogReader.open(path: FaultTrial.path, on: disk.log)
        guard try reader.count() == count, try reader.ids(from: .zero, limit: .max).count == count,
            try reader.logDescription().scope == expectation.bounds
        else { throw TrialFailure("what failed is there") }
        try log.forgetDeadPeers()
        _ = try log.loadPeers()
        reader.close()
    }

    private mutating func requireTheSameAgain(
        _ work: FaultedStep.Work,
        on log: MessageLog
    ) throws {
        do {
            try perform(work, on: log)
            throw TrialFailure("the trouble lasts and it was done")
        } catch let error as StoreError {
            try judge(error)
        }
    }
}
