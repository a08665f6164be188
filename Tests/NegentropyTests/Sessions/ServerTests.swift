import Testing

@testable import Negentropy

@Suite("The server")
struct ServerTests {
    let items = SortedItems.log(count: 2_000)

    @Test("answers another version with the one it speaks", arguments: [0x60, 0x62, 0x6F])
    func otherVersion(version: UInt8) throws {
        var server = ReconciliationServer(storage: items)
        #expect(try server.receive([version]) == [0x61])
        #expect(try server.receive([version, 0xFF, 0xFF]) == [0x61])
    }

    @Test("refuses a frame size limit without room for an answer", arguments: [-1, 1, 4_095])
    func smallLimit(limit: Int) throws {
        var server = ReconciliationServer(storage: items, frameSizeLimit: limit)
        #expect(throws: ReconciliationError<Never>.frameSizeLimitTooSmall(limit)) {
            try server.receive([0x61])
        }
        var client = ReconciliationClient(storage: items, frameSizeLimit: limit)
        #expect(throws: ReconciliationError<Never>.frameSizeLimitTooSmall(limit)) {
            try client.initiate()
        }
    }

    @Test("hands on what its storage throws, at whichever call", arguments: 0..<12)
    func storageFailure(calls: Int) {
        let storage = FailingItems(items, afterCalls: calls)
        var server = ReconciliationServer(storage: storage)
        #expect(throws: ReconciliationError<FailingItems.Failure>.storage(.init())) {
            try server.receive(frame { $0.fingerprint(.empty, upTo: .infinity) })
        }
    }

    @Test("keeps to its limit when every range lacks one item")
    func loneItems() throws {
        let question = frame { frame in
            for start in stride(from: 0, to: 1_990, by: 10) {
                let known = items.sum(of: start..<start + 9).fingerprint(count: 9)
                frame.fingerprint(known, upTo: Bound(items.items[start + 10]))
            }
        }
        var server = ReconciliationServer(storage: items, profile: .tuned, frameSizeLimit: 4_096)
        let answer = try server.receive(question)
        #expect((3_800...4_096).contains(answer.count))
        var client = ReconciliationClient(
            storage: SortedItems.log(count: 2_000) { $0 % 10 == 9 },
            profile: .tuned
        )
        _ = try client.initiate()
        var have: [ItemID] = []
        var need: [ItemID] = []
        _ = try client.receive(answer, have: &have, need: &need)
        #expect(have.isEmpty)
        #expect(need.count > 50)
        #expect(
            need == stride(from: 9, to: 2_000, by: 10).prefix(need.count).map { items.items[$0].id }
        )
    }

    @Test("tells only what differs from an id list, in the tuned profile")
    func differenceOfList() throws {
        let listed = [items.items[3], items.items[4], items.items[6]].map(\.id)
        let question = frame { frame in
            frame.skip(to: Bound(items.items[3]))
            frame.idList(count: listed.count, upTo: Bound(items.items[7]))
            for id in listed { frame.append(id) }
        }
        var tuned = ReconciliationServer(storage: items, profile: .tuned)
        let expected = frame { frame in
            frame.skip(to: Bound(timestamp: items.items[5].timestamp))
            frame.idList(count: 1, upTo: Bound(timestamp: items.items[6].timestamp))
            frame.append(items.items[5].id)
        }
        #expect(try tuned.receive(question) == expected)
        var reference = ReconciliationServer(storage: items)
        #expect(try reference.receive(question).count > 4 * ItemID.length)
    }

    private func frame(_ write: (inout FrameWriter) -> Void) -> [UInt8] {
        var writer = FrameWriter()
        writer.begin()
        write(&writer)
        return writer.finish()
    }
}
