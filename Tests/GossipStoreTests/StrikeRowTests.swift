import GossipStore
import GossipWire
import TestSupport
import Testing

@Suite("Stored strikes") struct StrikeRowTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    private func record(
        _ number: UInt8,
        strikes: Int = 1,
        forgivenAt: UInt64 = 9
    ) throws -> StrikeRecord {
        StrikeRecord(
            node: try Samples.key(number),
            strikes: strikes,
            mutedUntil: 5,
            failedSessions: 2,
            shunnedUntil: 4,
            forgivenAt: forgivenAt
        )
    }

    private func save(_ records: [StrikeRecord]) throws {
        #expect(try log.append([], at: 2, strikes: records).isEmpty)
    }

    @Test("They are there after a restart, the latest of each peer")
    func latest() throws {
        try save([record(1), record(2, forgivenAt: 20)])
        try save([record(1, strikes: 2, forgivenAt: 30)])
        try log.close(clean: true, at: 3)
        let again = try MessageLog.open(path: log.path, at: 4)
        let all = [try record(1, strikes: 2, forgivenAt: 30), try record(2, forgivenAt: 20)]
        #expect(try again.strikes() == all)
        let reader = try LogReader.open(path: log.path)
        #expect(try reader.strikes() == [all[0].node: all[0], all[1].node: all[1]])
    }

    @Test("Of more than a node remembers, those go that would be forgiven first")
    func bound() throws {
        var records: [StrikeRecord] = []
        for number in UInt64(0)..<1_030 {
            var record = try record(1, forgivenAt: 100 + number)
            record.node = AuthorKey(number, 1, 2, 3)
            records.append(record)
        }
        try save(records.shuffled())
        #expect(try log.strikes() == records.suffix(1_024).reversed())
    }
}
