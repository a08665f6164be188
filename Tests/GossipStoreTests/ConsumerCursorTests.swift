import GossipStore
import GossipWire
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

    @Test("A cursor amid a window names the window's end, and the message printed last")
    func amidAWindow() throws {
        let id = try #require(MessageID(bytes: [UInt8](repeating: 0xab, count: 32)))
        let begun = ConsumerCursor(
            log: Self.log,
            arrival: 1,
            window: .init(through: 9, printed: nil)
        )
        #expect(begun.text.hasSuffix("\narrival 1\nwindow 9\n"))
        #expect(ConsumerCursor(text: begun.text) == begun)
        let amid = ConsumerCursor(log: Self.log, arrival: 1, window: .init(through: 9, printed: id))
        #expect(amid.text.hasSuffix("\nwindow 9 \(id.hex)\n"))
        #expect(ConsumerCursor(text: amid.text) == amid)
    }

    @Test(
        "Anything else is none",
        arguments: [
            "", "42\n", "gossip-log cursor 2\nlog \(log)\narrival 42\n",
            "gossip-log cursor 1\nlog \(log)\narrival 42",
            "gossip-log cursor 1\nlog \(log)\narrival -1\n",
            "gossip-log cursor 1\nlog \(log)\narrival 4 2\n", "gossip-log cursor 1\narrival 42\n",
            "gossip-log cursor 1\nlog \(log)\narrival 99999999999999999999\n",
            "gossip-log cursor 1\nlog \(log)\narrival 42\nwindow\n",
            "gossip-log cursor 1\nlog \(log)\narrival 42\nwindow 50 abcd\n",
            "gossip-log cursor 1\nlog \(log)\narrival 42\nwindow 50\nwindow 51\n",
        ]
    )
    func refused(text: String) {
        #expect(ConsumerCursor(text: text) == nil)
    }
}
