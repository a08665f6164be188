internal import GossipStore
internal import GossipWire

/// One life of a ``FaultTrial``, with trouble at one operation.
struct FaultedLife {
    let trial: FaultTrial
    let disk = TrialDisk()
    private var messages: TrialMessages
    private var expectation = ExpectedLog()
    private let place: Int
    private var noticed = false

    init(_ trial: FaultTrial, at place: Int) throws {
        self.trial = trial
        self.place = place
        messages = TrialMessages(seed: 7)
        switch trial.start {
        case .new: break
        case .version1:
            var seen: Set<UInt64> = []
            let plain = try messages.next(60).filter {
                seen.insert($0.author.words.0 &+ $0.sequence).inserted
            }
            try LogOfVersion1.write(plain, to: FaultTrial.path, vfs: disk.name)
            expectation.beginsWith(plain, inVersion: 1)
        case .killed:
            let log = try open()
            for _ in 0..<3 { try append(20, to: log) }
            try log.checkpoint()
            try append(20, to: log)
            disk.forgetUsers()
        }
    }

    /// Lives; `false` when the trouble never came.
    mutating func run(_ report: inout FaultReport) throws -> Bool {
        disk.fault = DiskFault(trial.trouble, at: place, lasts: trial.lasts)
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
        for step in 0..<7 { try take(step, &log) }
        let hasStruck = disk.fault?.hasStruck ?? true
        disk.fault = nil
        try? log.close(clean: true, at: 9)
        let again = try open()
        try expectation.check(again, on: disk)
        try append(3, to: again)
        report.strikes += hasStruck ? 1 : 0
        report.unnoticed += hasStruck && !noticed ? 1 : 0
        return hasStruck
    }

    private func open() throws -> MessageLog {
        let log = try MessageLog.open(path: FaultTrial.path, at: 2_000_000, on: disk.log)
        log.makeCheckpointsDue(everyPages: 30)
        return log
    }

    private mutating func append(_ count: Int, to log: MessageLog) throws {
        let batch = try messages.next(count)
        expectation.attempt(batch)
        try append(batch, to: log)
        expectation.acknowledge()
    }

    private func append(_ batch: [Message], to log: MessageLog) throws {
        _ = try log.append(
            batch.map { Incoming(message: $0, via: .catchUp) },
            at: 2_000_000 + UInt64(log.count)
        )
    }

    /// Takes a step of the life; where it fails, sees what comes of it and takes it again.
    private mutating func take(_ step: Int, _ log: inout MessageLog) throws {
        let batch = try messages.next(step == 3 ? 200 : 4)
        let count = log.count
        do {
            try perform(step, batch, on: log)
        } catch {
            try judge(error)
            noticed = true
            if trial.isFatal {
                try requireSilence(of: log, error, batch)
                disk.fault = nil
                try? log.close(clean: false, at: 9)
                log = try open()
                try expectation.check(log, on: disk)
            } else {
                try requireReads(of: log, count: count)
                if trial.lasts { try requireTheSameAgain(step, batch, on: log) }
                disk.fault = nil
                expectation.refuse()
            }
            try perform(step, batch.filter { !expectation.acknowledged.contains($0.id) }, on: log)
        }
    }

    private mutating func perform(_ step: Int, _ batch: [Message], on log: MessageLog) throws {
        switch step {
        case 2: try log.checkpoint()
        case 5: try log.truncateWriteAheadLog()
        default:
            expectation.attempt(batch)
            try append(batch, to: log)
            expectation.acknowledge()
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

    /// After a fatal error the log says the same to everything and does not touch the disk.
    private func requireSilence(
        of log: MessageLog,
        _ error: any Error,
        _ batch: [Message]
    ) throws {
        let changes = disk.changes
        let attempts: [() throws -> Void] = [
            { try append(batch, to: log) }, { try log.checkpoint() },
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

    /// What was acknowledged can be read on, over the log's own connection and another.
    private func requireReads(of log: MessageLog, count: Int) throws {
        guard log.count == count else { throw TrialFailure("a batch that failed was counted") }
        let lasting = disk.fault
        // A lock that is held for good keeps readers out too.
        if trial.trouble == .locked { disk.fault = nil }
        defer { disk.fault = lasting }
        let reader = try LogReader.open(path: FaultTrial.path, on: disk.log)
        guard try reader.count() == count, try reader.ids(from: .zero, limit: .max).count == count
        else { throw TrialFailure("a batch that failed is there") }
        _ = try log.loadPeers()
        reader.close()
    }

    private mutating func requireTheSameAgain(
        _ step: Int,
        _ batch: [Message],
        on log: MessageLog
    ) throws {
        do {
            try perform(step, batch, on: log)
            throw TrialFailure("the trouble lasts and it was stored")
        } catch let error as StoreError {
            try judge(error)
        }
    }
}
