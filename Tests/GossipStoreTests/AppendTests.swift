import GossipStore
import GossipWire
import TestSupport
import Testing

@Suite("Appending") struct AppendTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    @Test("numbers messages in the order of arrival")
    func numbersMessagesInTheOrderOfArrival() throws {
        let messages = try Samples.run(count: 3)
        #expect(
            try log.append([messages[2], messages[0]])
                == [.stored(arrival: 1), .stored(arrival: 2)]
        )
        #expect(try log.append([messages[1]]) == [.stored(arrival: 3)])
        #expect(log.lastArrival == 3)
        #expect(log.count == 3)
    }

    @Test("A message is stored once")
    func aMessageIsStoredOnce() throws {
        let messages = try Samples.run(count: 2)
        try log.append([messages[0]])
        #expect(
            try log.append([messages[0], messages[1], messages[1]])
                == [.duplicate, .stored(arrival: 2), .duplicate]
        )
        #expect(log.count == 2)
    }

    @Test("An empty batch changes nothing")
    func anEmptyBatchChangesNothing() throws {
        #expect(try log.append([Message]()) == [])
        #expect(log.lastArrival == 0)
    }

    @Test("keeps the bytes that were signed")
    func keepsTheBytesThatWereSigned() throws {
        let message = try Samples.message(topic: "häuser", body: "text\u{0}with a zero")
        try log.append([message])
        let reader = try LogReader.open(path: log.path)
        let record = try #require(try reader.record(id: message.id))
        #expect(record.message.encoded == message.encoded)
    }

    @Test("remembers how a message came")
    func remembersHowAMessageCame() throws {
        let peer = PeerIdentity(address: "127.0.0.1:5010", node: try Samples.key(9))
        let number = try log.peerNumber(for: peer)
        let messages = try Samples.run(count: 2)
        _ = try log.append(
            [
                Incoming(message: messages[0], via: .own),
                Incoming(message: messages[1], via: .catchUp, peer: number),
            ],
            at: 77_000
        )
        let reader = try LogReader.open(path: log.path)
        let own = try #require(try reader.record(arrival: 1))
        #expect(own.via == .own)
        #expect(own.peer == nil)
        let caughtUp = try #require(try reader.record(arrival: 2))
        #expect(caughtUp.via == .catchUp)
        #expect(caughtUp.peer?.address == "127.0.0.1:5010")
        #expect(caughtUp.peer?.node == peer.node)
        #expect(caughtUp.arrivedMilliseconds == 77_000)
        #expect(caughtUp.run == log.run)
    }
}
