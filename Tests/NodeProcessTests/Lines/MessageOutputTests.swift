import GossipCore
import GossipNode
import GossipText
import GossipWire
import TestSupport
import Testing

@testable import gossip_node

@Suite("Messages on standard output")
struct MessageOutputTests {
    private static let look = LineLook(style: Style(isOn: false), zone: .utc, separatesDays: false)
    private let author = Identity(number: 1)
    private let other = Identity(number: 2)

    private func received(by identity: Identity, via: Via) throws -> ReceivedMessage {
        let draft = try Draft(topic: "chat", body: Array("hello".utf8))
        let message = identity.sign(draft, sequence: 1, previous: .zero, time: 3_723_004)
        let from = via == .own ? nil : PeerAddress("127.0.0.1:5010")
        return ReceivedMessage(message: message, arrival: 9, via: via, from: from)
    }

    private func peer(_ identity: Identity, name: String) throws -> NodeEvent {
        let address = try #require(PeerAddress("127.0.0.1:5010"))
        return .peer(
            PeerChange(peer: address, author: identity.author, name: name, status: .up)
        )
    }

    private func lines(
        _ events: [OutputEvent],
        by encoder: some EventEncoder
    ) -> [String] {
        var encoder = encoder
        return events.map { event in
            var bytes: [UInt8] = []
            encoder.encode(event, at: 0, into: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    @Test("are the lines of gossip-log, and an own one has a mark")
    func text() throws {
        let lines = try lines(
            [
                .node(peer(author, name: "anna")),
                .message(received(by: author, via: .relay)),
                .message(received(by: author, via: .own)),
            ],
            by: TextEventEncoder(terminalWidth: nil, look: Self.look)
        )
        #expect(lines[1] == "1970-01-01 01:02:03.004Z  anna      chat    hello\n")
        #expect(lines[2] == "1970-01-01 01:02:03.004Z  anna      chat    hello ✓\n")
    }

    @Test("tell with -v the way, the number and the id on a second line")
    func verbose() throws {
        let message = try received(by: author, via: .catchUp)
        let encoder = TextEventEncoder(
            terminalWidth: { 60 },
            look: LineLook(style: Style(isOn: false), zone: .utc, separatesDays: true),
            isVerbose: true
        )
        let shown = lines([.message(message)], by: encoder)[0].split(separator: "\n")
        #expect(shown.count == 3)
        #expect(shown[0] == "── 1970-01-01 (Z) ──")
        #expect(shown[1].hasSuffix("  hello"))
        let id = message.message.id.description
        #expect(shown[2].hasPrefix("    catch-up from 127.0.0.1:5010  #1  \(id.prefix(12))"))
        #expect(DisplayWidth.of(String(shown[2])) == 60)
    }

    @Test("tell a tag to whoever gave it, and the acknowledgement without one by the mark alone")
    func tags() {
        let receipt = Receipt(id: .zero, sequence: 1, time: 0, arrival: 1)
        let lines = lines(
            [.published(receipt, tag: nil), .published(receipt, tag: "t-1")],
            by: TextEventEncoder(terminalWidth: nil, look: Self.look)
        )
        #expect(lines[0].isEmpty)
        #expect(lines[1].hasSuffix("  published tag t-1  \(MessageID.zero)\n"))
    }

    @Test("have in JSON the name that is known, with a flag where it may be another's")
    func names() throws {
        let events: [OutputEvent] = try [
            .message(received(by: author, via: .relay)),
            .node(peer(author, name: "anna")),
            .message(received(by: author, via: .relay)),
            .node(peer(other, name: "аnna")),
            .message(received(by: author, via: .relay)),
            .node(peer(author, name: "a\u{202E}b")),
            .message(received(by: author, via: .relay)),
        ]
        let lines = lines(events, by: JSONEventEncoder())
        let key = #""author":"\#(author.author.hex)","#
        #expect(lines[0].contains(key + #""sequence":1"#))
        #expect(lines[1].hasSuffix(#","name":"anna","status":"up"}"# + "\n"))
        #expect(lines[2].contains(key + #""name":"anna","sequence":1"#))
        #expect(lines[4].contains(key + #""name":"anna","alike":true,"sequence":1"#))
        #expect(lines[6].contains(key + #""sequence":1"#))
    }

    @Test("know the names of earlier runs from the start")
    func namesOfEarlierRuns() throws {
        let start = NodeStart(
            author: author.author,
            name: "anna",
            listen: try #require(PeerAddress("127.0.0.1:5000")),
            logPath: "a.sqlite",
            messageCount: 0,
            names: [other.author: "ben"]
        )
        let events: [OutputEvent] = try [
            .node(.started(start)), .message(received(by: other, via: .catchUp)),
        ]
        #expect(lines(events, by: JSONEventEncoder())[1].contains(#""name":"ben""#))
        let text = lines(events, by: TextEventEncoder(terminalWidth: nil, look: Self.look))[1]
        #expect(text.contains("  ben       chat    hello"))
    }

    @Test("tell why a peer is down, and a return as none of a coming")
    func peers() throws {
        let address = try #require(PeerAddress("127.0.0.1:5010"))
        func line(_ status: PeerStatus, _ former: PeerStatus, _ absence: PeerAbsence?) -> String {
            let change = PeerChange(
                peer: address,
                author: nil,
                name: "",
                status: status,
                former: former,
                absence: absence
            )
            let encoder = TextEventEncoder(terminalWidth: nil, look: Self.look)
            return lines([.node(.peer(change))], by: encoder)[0]
        }
        #expect(line(.down, .unknown, .refused).hasSuffix(" 127.0.0.1:5010 down: refused\n"))
        #expect(line(.up, .down, nil).hasSuffix(" 127.0.0.1:5010 up\n"))
        #expect(line(.up, .suspect, nil).hasSuffix(" 127.0.0.1:5010 answers again\n"))
        #expect(line(.up, .up, nil).hasSuffix(" 127.0.0.1:5010 has another name\n"))
        #expect(line(.suspect, .up, nil).hasSuffix(" 127.0.0.1:5010 is silent\n"))
    }

    @Test("and states: the reason names absent peers, and live what was proved")
    func states() throws {
        let peers = try (1...3).map { try #require(PeerAddress("127.0.0.1:700\($0)")) }
        let absent = [
            AbsentPeer(peers[0], .refused), AbsentPeer(peers[1], .noAnswer),
            AbsentPeer(peers[2], .left),
        ]
        let reasons: [(NodeState, String)] = [
            (NodeState(.alone, peers: PeerTally()), "alone: no peer is known"),
            (
                NodeState(.alone, peers: PeerTally(known: 1), absent: [absent[0]]),
                "alone: none of 1 peer answers (127.0.0.1:7001: refused)"
            ),
            (
                NodeState(.alone, peers: PeerTally(known: 1_200), absent: absent),
                "alone: none of 1,200 peers answers (127.0.0.1:7001: refused, "
                    + "127.0.0.1:7002: no answer, 127.0.0.1:7003: left and 1,197 more)"
            ),
            (
                NodeState(
                    .live,
                    peers: PeerTally(known: 2, reached: 1, equal: 1),
                    messageCount: 1
                ),
                "live, equal with 1 of 1 peer, 1 message"
            ),
        ]
        for (state, text) in reasons { #expect(state.text == text) }
        let catchingUp = NodeState(.catchingUp, peers: PeerTally(known: 2, reached: 1))
        let progress = CatchUpProgress(
            peer: peers[0],
            needed: 300_000,
            received: 138_000,
            sent: 0,
            done: false
        )
        let pace = CatchUpPace(progress, perSecond: 81_000)
        let sentences = [
            NodeState(.joining, peers: PeerTally(known: 2)).why(),
            catchingUp.why(),
            catchingUp.why(pace, with: "ben"),
            NodeState(.live, peers: PeerTally(known: 2, reached: 2)).why(),
            NodeState(.live, peers: PeerTally(known: 3, reached: 3, equal: 2)).why(),
        ]
        #expect(
            sentences == [
                "joining: asking 2 peers", "catching up: asking 1 peer for what was missed",
                "catching up: 138,000 of 300,000 from ben, 81,000/s, 2 s left",
                "live; not compared with 2 peers yet", "equal with 2 of 3 peers",
            ]
        )
        #expect(reasons.map(\.0.isProved) == [false, false, false, true])
        #expect(!NodeState(.live, peers: PeerTally(known: 1, reached: 1)).isProved)
    }
}
