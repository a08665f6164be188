import GossipCore
import GossipNode
import GossipText
import GossipWire
import Testing

@testable import gossip_node

@Suite("Lines of standard output")
struct OutputTests {
    private static let look = LineLook(style: Style(isOn: false), zone: .utc, separatesDays: false)

    private func text(_ event: NodeEvent) -> String {
        var encoder = TextEventEncoder(terminalWidth: nil, look: Self.look)
        var bytes: [UInt8] = []
        encoder.encode(.node(event), at: 0, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("call a node by its key and the name it gives itself, unless that is none to show")
    func nodeNames() throws {
        let author = AuthorKey(0x1234_5678_9abc_def0, 2, 3, 4)
        let peer = try #require(PeerAddress("127.0.0.1:5010"))
        var encoder = TextEventEncoder(terminalWidth: nil, look: Self.look)
        for (name, label) in [
            ("\u{1b}[2J", "12345678"), ("", "12345678"), ("ben", "12345678 ben"),
            ("ben\u{200D}", "12345678"),
        ] {
            var bytes: [UInt8] = []
            let change = PeerChange(peer: peer, author: author, name: name, status: .up)
            encoder.encode(.node(.peer(change)), at: 0, into: &bytes)
            let line = String(decoding: bytes, as: UTF8.self)
            #expect(line.hasSuffix("127.0.0.1:5010 up  node \(label)\n"))
        }
    }

    @Test("begin with the time at which it happened, not at which it is printed")
    func stamps() {
        var encoder = TextEventEncoder(terminalWidth: nil, look: Self.look)
        var bytes: [UInt8] = []
        encoder.encode(.node(.notice("one")), at: 3_723_004, into: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self) == "1970-01-01 01:02:03.004Z  notice    one\n"
        )
    }

    @Test("are broken at spaces on a terminal, below the beginning of their words")
    func wrapping() {
        let look = LineLook(style: Style(isOn: false), zone: .utc, separatesDays: true)
        var encoder = TextEventEncoder(terminalWidth: { 50 }, look: look)
        var bytes: [UInt8] = []
        encoder.encode(.node(.notice("one two three four five six seven")), at: 0, into: &bytes)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(
            lines.suffix(2) == [
                "00:00:00  notice    one two three four five six",
                "                    seven",
            ]
        )
    }

    @Test("do not let a text steer the terminal")
    func harmlessText() {
        let hostile = "a\u{1b}[2Jb\u{7}c\r\nd\u{202e}e\u{9b}f"
        let line = text(.error(hostile))
        #expect(line.hasSuffix("a\\x1b[2Jb\\x07c\\r\\nd\\u{202e}e\\u{9b}f\n"))
    }

    @Test("tell an author that used a number twice, and what to do")
    func forks() {
        let author = AuthorKey(0x1234_5678_9abc_def0, 2, 3, 4)
        let (first, second) = (MessageID.zero, MessageID(1, 2, 3, 4))
        let fork = Fork(author: author, sequence: 7, first: first, second: second, more: 2)
        #expect(
            text(.fork(fork)).hasSuffix(
                "  fork      12345678 signed two messages with number 7, \(first) and \(second); so "
                    + "for 2 numbers more. The author lied, or its key is used in two places; "
                    + "gossip-log forks --db '' shows more.\n"
            )
        )
        let own = Fork(author: author, sequence: 7, first: first, second: second, isOwn: true)
        #expect(text(.fork(own)).contains("Another node runs with a copy of the key: stop one"))
        var json: [UInt8] = []
        var encoder = JSONEventEncoder()
        encoder.encode(.node(.fork(fork)), at: 0, into: &json)
        #expect(
            String(decoding: json, as: UTF8.self) == """
                {"event":"fork","author":"\(author.hex)","sequence":7,"first":"\(first.hex)",\
                "second":"\(second.hex)","more":2}

                """
        )
    }

    @Test("are aligned and without colour unless on a terminal")
    func alignment() {
        let lines = [
            text(
                .state(
                    NodeState(
                        .live,
                        peers: PeerTally(known: 4, reached: 3, equal: 3),
                        messageCount: 300_000
                    )
                )
            ),
            text(.state(NodeState(.alone, peers: PeerTally(known: 2)))),
            text(.state(NodeState(.alone, peers: PeerTally()))),
            text(.error("oh")),
        ]
        #expect(lines[0].hasSuffix("  state     live, equal with 3 of 3 peers, 300,000 messages\n"))
        #expect(lines[1].hasSuffix("  state     alone: none of 2 peers answers\n"))
        #expect(lines[2].hasSuffix("  state     alone: no peer is known\n"))
        #expect(lines[3].hasSuffix("  error     oh\n"))
        #expect(lines.allSatisfy { !$0.contains("\u{1b}") })
    }

    @Test("drop the oldest events when nobody reads, and never an acknowledgement")
    func droppedEvents() throws {
        var queue = OutputQueue()
        let receipt = receipt()
        queue.add(receipt, tag: "first", at: 0)
        for number in 0..<10_000 { queue.add(.error("\(number)"), at: 0) }
        let taken = queue.take()
        let work = try #require(taken)
        #expect(work.events.count + work.droppedCount == 10_001)
        #expect(work.events.count < 5_000)
        guard case .published(receipt, tag: "first") = work.events[0].event else {
            Issue.record("the acknowledgement is gone")
            return
        }
        guard case .node(.error("9999")) = try #require(work.events.last?.event) else {
            Issue.record("the newest event is gone")
            return
        }
    }

    @Test("hold standard input back while too many acknowledgements wait")
    func heldInput() {
        var queue = OutputQueue()
        let receipt = receipt()
        for _ in 0..<OutputQueue.publishedCountMax {
            #expect(queue.hasRoomForPublishing)
            queue.add(receipt, tag: nil, at: 0)
        }
        #expect(!queue.hasRoomForPublishing)
        _ = queue.take()
        #expect(queue.hasRoomForPublishing)
    }

    private func receipt() -> Receipt {
        Receipt(id: .zero, sequence: 1, time: 0, arrival: 1)
    }
}
