import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipStore

@Suite("Look-ups") struct LookupTests {
    let folder: TemporaryFolder
    let log: MessageLog
    let reader: LogReader
    let messages: [Message]

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        messages = try Samples.run(count: 20)
        try log.append(messages)
        reader = try LogReader.open(path: log.path)
    }

    @Test("A unique prefix finds its message")
    func aUniquePrefixFindsItsMessage() throws {
        let id = messages[3].id
        for text in [id.hex, id.description, String(id.hex.prefix(17)), id.hex.uppercased()] {
            guard case .found(let record) = try reader.record(idPrefix: text) else {
                Issue.record("\(text) was not found")
                continue
            }
            #expect(record.message == messages[3])
            #expect(record.arrival == 4)
        }
    }

    @Test("An ambiguous prefix lists candidates")
    func anAmbiguousPrefixListsCandidates() throws {
        guard case .ambiguous(let ids) = try reader.record(idPrefix: "0000000003") else {
            Issue.record("the prefix is not ambiguous")
            return
        }
        #expect(ids == Array(messages.map(\.id).sorted().prefix(10)))
    }

    @Test("An unknown prefix finds nothing")
    func anUnknownPrefixFindsNothing() throws {
        guard case .none = try reader.record(idPrefix: "ff") else {
            Issue.record("something was found")
            return
        }
    }

    @Test(
        "Other text is refused",
        arguments: ["", "-", "xyz", String(repeating: "0", count: 65), "0 1", "é"]
    )
    func otherTextIsRefused(text: String) throws {
        let error = try #require(throws: StoreError.self) { try reader.record(idPrefix: text) }
        #expect(error.code == .misuse)
    }

    @Test("finds by id and by arrival")
    func findsByIDAndByArrival() throws {
        #expect(try reader.record(id: messages[7].id)?.arrival == 8)
        #expect(try reader.record(arrival: 8)?.message == messages[7])
        #expect(try reader.record(id: .zero) == nil)
        #expect(try reader.record(arrival: 21) == nil)
    }

    @Test("reads messages in the order asked and names the missing")
    func readsMessagesInTheOrderAskedAndNamesTheMissing() throws {
        let unknown = MessageID(1, 1, 1, 1)
        let found = try reader.messages(
            ids: [messages[5].id, unknown, messages[2].id],
            byteLimit: 1 << 20
        )
        #expect(found.messages == [messages[5], messages[2]])
        #expect(found.missing == [unknown])
        #expect(found.consumed == 3)
    }

    @Test("stops reading when the bytes are enough")
    func stopsReadingWhenTheBytesAreEnough() throws {
        let ids = messages.map(\.id)
        let some = try reader.messages(
            ids: ids,
            byteLimit: messages[0].encoded.count + messages[1].encoded.count
        )
        #expect(some.messages == Array(messages[..<2]))
        #expect(some.consumed == 2)
        #expect(try reader.messages(ids: ids, byteLimit: 0).consumed == 1)
        #expect(try reader.messages(ids: [], byteLimit: 0).consumed == 0)
    }

    @Test("reads what arrived between")
    func readsWhatArrivedBetween() throws {
        let all = try reader.messages(afterArrival: 5, upTo: 10, byteLimit: 1 << 20)
        #expect(all.messages == Array(messages[5..<10]))
        #expect(all.lastArrival == 10)
        let part = try reader.messages(afterArrival: 5, upTo: 10, byteLimit: 1)
        #expect(part.messages == [messages[5]])
        #expect(part.lastArrival == 6)
        let none = try reader.messages(afterArrival: 20, upTo: 20, byteLimit: 1)
        #expect(none.messages.isEmpty)
        #expect(none.lastArrival == 20)
        #expect(try reader.messages(afterArrival: 30, upTo: 20, byteLimit: 1).lastArrival == 30)
    }

    @Test("tells which ids are there")
    func tellsWhichIDsAreThere() throws {
        #expect(
            try reader.contains([messages[0].id, .zero, messages[9].id]) == [true, false, true]
        )
        #expect(try reader.contains([]) == [])
    }

    @Test("lists ids from one on")
    func listsIDsFromOneOn() throws {
        let sorted = messages.map(\.id).sorted()
        #expect(try reader.ids(from: sorted[4], limit: 3) == Array(sorted[4..<7]))
        #expect(try reader.ids(from: .zero, limit: 100) == sorted)
        #expect(try reader.ids(from: .zero, limit: 0) == [])
    }

    @Test("Neighbours of ids carry")
    func neighboursOfIDsCarry() {
        let top = MessageID(1, .max, .max, .max)
        #expect(top.successor == MessageID(2, 0, 0, 0))
        #expect(MessageID(2, 0, 0, 0).predecessor == top)
        #expect(MessageID.zero.predecessor == nil)
        #expect(MessageID.greatest.successor == nil)
        #expect(MessageID(0, 0, 5, 9).successor?.predecessor == MessageID(0, 0, 5, 9))
    }
}
