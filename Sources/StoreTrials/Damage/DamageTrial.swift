internal import GossipStore
internal import GossipWire
internal import TestSupport

/// Copies of one log, each damaged somewhere.
///
/// Reading serves no message that was not stored. Missing and wrong rows are found. The rest can be
/// salvaged, and peers fill it up again.
package struct DamageTrial {
    private static let path = "log"

    private let file: [UInt8]
    private let writeAheadLog: [UInt8]
    /// The messages in the log.
    private let present: [Message]
    /// All messages ever stored in it, pruned since or not: nothing else may come out of it.
    private let originals: [MessageID: Message]
    /// Messages that SQLite spreads over pages: one bit can take the way to several of them.
    private let spread: Int

    /// Makes the log, whose node was killed: part of it is in the write-ahead log only.
    ///
    /// Some of its messages have been pruned, and may still lie in pages that are free.
    package init(seed: UInt64) throws {
        let disk = TrialDisk()
        let log = try MessageLog.open(path: Self.path, at: 2_000_000, on: disk.log)
        log.makeBucketsFull(at: 32)
        var random = SeededGenerator(seed: seed)
        var messages = TrialMessages(seed: seed, isSigned: true)
        var expectation = ExpectedLog()
        for part in 0..<10 {
            try expectation.append(messages.next(15), to: log)
            if part == 7 { try log.checkpoint() }
            guard part == 4 || part == 8 else { continue }
            guard let order = expectation.drawOrder(using: &random) else { continue }
            try expectation.prune(log, order, countMax: 12)
        }
        present = expectation.present.values.sorted { $0.id < $1.id }
        originals = expectation.present.merging(
            expectation.removed.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        spread = present.filter { $0.encoded.count > 3_900 }.count
        guard let file = disk.bytes(of: Self.path),
            let writeAheadLog = disk.bytes(of: Self.path + "-wal")
        else { throw TrialFailure("the log left no files") }
        self.file = file
        self.writeAheadLog = writeAheadLog
    }

    /// Damages one copy and classifies the outcome; `salvages` asks for the rest to be salvaged too.
    package func run(seed: UInt64, salvages: Bool = true) throws -> DamageReport {
        var random = SeededGenerator(seed: seed)
        var (file, writeAheadLog) = (file, writeAheadLog)
        let damage = Damage(file: &file, writeAheadLog: &writeAheadLog, using: &random)
        do {
            var report = try outcome(file, writeAheadLog, damage)
            report.copies = 1
            if salvages { try salvage(file, writeAheadLog, damage, &report) }
            return report
        } catch {
            throw TrialFailure("\(damage): \(error)")
        }
    }

    private func outcome(
        _ file: [UInt8],
        _ writeAheadLog: [UInt8],
        _ damage: Damage
    ) throws -> DamageReport {
        var report = DamageReport()
        let disk = TrialDisk()
        disk.put(file, at: Self.path)
        disk.put(writeAheadLog, at: Self.path + "-wal")
        let log: MessageLog
        do {
            log = try MessageLog.open(path: Self.path, at: 3_000_000, on: disk.log)
        } catch {
            try requireClear(error)
            report.refused = 1
            return report
        }
        let reader: LogReader
        do {
            reader = try LogReader.open(path: Self.path, on: disk.log)
        } catch {
            // A damaged list of free pages had the writer's first commit use a page twice.
            try requireClear(error)
            report.metInReading = 1
            return report
        }
        let isMet = try read(all: reader, upTo: log.lastArrival)
        let verification = LogVerifier(reader, depth: .unsigned).run()
        let here = log.count == present.count
        switch (verification.isSound, isMet) {
        case (false, true): report.metInReading = 1
        case (false, false): report.foundByVerify = 1
        case (true, true):
            throw TrialFailure("a message does not read, and verify finds the log sound")
        case (true, false) where here: report.harmless = 1
        case (true, false):
            guard damage.isInWriteAheadLog else {
                throw TrialFailure("messages are missing, and verify finds the log sound")
            }
            report.earlier = 1
        }
        return report
    }

    /// Reads every message as peers ask for it, together and, where that fails, one by one; `true` when
    /// that met damage.
    private func read(all reader: LogReader, upTo last: UInt64) throws -> Bool {
        let ids = present.map(\.id)
        let areRead = try [
            read { try reader.messages(ids: ids, byteLimit: .max).messages },
            read {
                try reader.messages(afterArrival: 0, upTo: last, byteLimit: .max).messages
            },
        ]
        guard areRead.contains(false) else { return false }
        for id in ids {
            _ = try read { try reader.messages(ids: [id], byteLimit: .max).messages }
        }
        for arrival in 0..<last {
            _ = try read {
                try reader.messages(
                    afterArrival: arrival,
                    upTo: arrival + 1,
                    byteLimit: .max
                ).messages
            }
        }
        return true
    }

    /// Reads messages; `false` when that met damage.
    private func read(_ messages: () throws -> [Message]) throws -> Bool {
        do {
            try requireOriginal(messages())
            return true
        } catch let error as StoreError {
            try requireClear(error)
            return false
        }
    }

    private func requireOriginal(_ messages: [Message]) throws {
        for message in messages where originals[message.id]?.encoded != message.encoded {
            throw TrialFailure("a message was served that nobody wrote: \(message.id)")
        }
    }

    /// Requires that damage is called damage, or a file that is no log.
    private func requireClear(_ error: any Error) throws {
        guard let error = error as? StoreError else { throw error }
        let codes: [StoreError.Code] = [.corrupt, .notALog, .io, .newerVersion, .changedMigration]
        guard codes.contains(error.code), error.description.count > 40 else {
            throw TrialFailure("damage is called \(error.code): \(error)")
        }
    }

    private func salvage(
        _ file: [UInt8],
        _ writeAheadLog: [UInt8],
        _ damage: Damage,
        _ report: inout DamageReport
    ) throws {
        let disk = TrialDisk()
        let log = try MessageLog.open(path: Self.path, at: 4_000_000, on: disk.log)
        let reader = try LogReader.open(path: Self.path, on: disk.log)
        var salvage = LogSalvage(
            file: DamagedFile(file),
            writeAheadLog: DamagedFile(writeAheadLog),
            log: log,
            reader: reader,
            at: 4_000_000
        )
        let saved = try salvage.run()
        let found = try reader.messages(ids: reader.ids(from: .zero, limit: .max), byteLimit: .max)
        try requireOriginal(found.messages)
        let here = Set(found.messages.map(\.id))
        let savedCount = present.filter { here.contains($0.id) }.count
        report.saved = savedCount
        report.savable = present.count
        guard saved.saved == here.count,
            damage.bits == 0 || savedCount >= present.count - damage.bits - spread
        else { throw TrialFailure("only \(savedCount) of \(present.count) were saved") }
        // What is lost comes back from peers.
        let missing = present.filter { !here.contains($0.id) }
        _ = try log.append(missing.map { Incoming(message: $0, via: .catchUp) }, at: 4_000_001)
        guard log.count == here.count + missing.count,
            LogVerifier(reader, depth: .full).run().isSound
        else { throw TrialFailure("the salvaged log is not sound") }
    }
}
