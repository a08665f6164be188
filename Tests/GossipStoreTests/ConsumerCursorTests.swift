import GossipStore
import Testing

@Suite("Cursors as text")
struct ConsumerCursorTests {
    static let log = "00112233445566778899aabbccddeeff"

    @Test("A cursor reads back from its own text")
    func roundTrip() {
        let cursor = ConsumerCursor(log: Self.log, arrival: 42)
        #expect(cursor.text == "gossip-log cursor 1\nlog \(Self.log)\narrival 42\n")
        #expect(ConsumerCursor(text: cursor.text) == cursor)
    }

    @Test(
        "Anything else is none",
        arguments: [
            "", "42\n", "gossip-log cursor 2\nlog \(log)\narrival 42\n",
            "gossip-log cursor 1\nlog \(log)\narrival 42",
            "gossip-log cursor 1\nlog \(log)\narrival -1\n",
            "gossip-log cursor 1\nlog \(log)\narrival 4 2\n", "gossip-log cursor 1\narrival 42\n",
            "gossip-log cursor 1\nlog \(log)\narrival 99999999999999999999\n",
        ]
    )
    func refused(text: String) {
        #expect(ConsumerCursor(text: text) == nil)
    }
}
