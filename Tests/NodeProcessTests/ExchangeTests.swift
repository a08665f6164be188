import TestSupport
import Testing

/// Nodes as real processes: what is published at one comes out at the others.
@Suite("Exchange between processes")
struct ExchangeTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("A published message comes out at the other node with exactly these fields")
    func messageFields() throws {
        let a = try folder.node("a.sqlite")
        let address = try a.listening()
        let b = try folder.node("b.sqlite", "--peer", address)
        try a.live()
        try b.live()
        a.send(#"{"body":"hé \"there\"","topic":"greetings","lifetime":60,"tag":"t-1"}"#)
        let published = try a.line("published") { $0.event == "published" }
        #expect(published.tag == "t-1")
        #expect(published.sequence == 1)
        let received = try b.line("message") { $0.event == "message" }
        #expect(received.id == published.id)
        #expect(received.body == "hé \"there\"")
        #expect(received.topic == "greetings")
        #expect(received.via == "relay")
        #expect(received.from == address)
        #expect(received.arrival == 1)
        #expect(received.author?.count == 64)
        #expect(received.time?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        #expect(!a.output.contains { $0.contains("\"event\":\"message\"") })
    }

    @Test("Every event has its stable names in their order")
    func eventNames() throws {
        let a = try folder.node("a.sqlite", "--name", "ann")
        let address = try a.listening()
        let b = try folder.node("b.sqlite", "--peer", address)
        try a.live()
        try b.live()
        a.send(#"{"body":"text","tag":"x"}"#)
        a.send(#"{"body_base64":"/w=="}"#)
        a.send("nonsense")
        try b.lines(2, "both messages") { $0.event == "message" }
        try a.line("error") { $0.event == "error" }
        try b.stop()
        try a.line("peer down") { $0.event == "peer" && $0.status == "down" }
        let names = [
            "started": ["event", "node", "name", "listen", "db", "messages", "network"],
            "state": ["event", "state", "known", "reached", "equal", "reason", "messages"],
            "catch-up": ["event", "peer", "needed", "received", "sent", "done"],
            "error": ["event", "message"],
        ]
        for line in a.output + b.output {
            let event = try #require(Event(line))
            switch event.event {
            case "published":
                let tag = event.tag == nil ? [] : ["tag"]
                #expect(line.memberNames == ["event", "id", "sequence"] + tag)
            case "message":
                let name = event.name == nil ? [] : ["name"]
                let body = event.body == nil ? "body_base64" : "body"
                #expect(
                    line.memberNames == ["event", "id", "author"] + name + [
                        "sequence", "time", "topic", body, "via", "from", "arrival",
                    ]
                )
            case "peer":
                let name = event.name == nil ? [] : ["name"]
                let reason = event.status == "down" ? ["reason"] : []
                #expect(
                    line.memberNames == ["event", "peer", "node"] + name + ["status"] + reason
                )
            default:
                #expect(line.memberNames == names[event.event])
            }
        }
        let kinds = Set((a.output + b.output).compactMap { Event($0)?.event })
        #expect(kinds == Set(names.keys).union(["published", "message", "peer"]))
    }

    @Test("A message event is byte for byte the line that gossip-log -o json prints of it")
    func sameLines() throws {
        let a = try folder.node("a.sqlite")
        let b = try folder.node("b.sqlite", "--peer", try a.listening())
        try a.live()
        try b.live()
        a.send(#"{"body":"\u001b[2J\u009b\u061c\u200b\u202e\ufeff 世界 \"q\"","topic":"\u2066t"}"#)
        a.send(#"{"body":"two\nlines 👩\u200d👧"}"#)
        a.send(#"{"body_base64":"/wA="}"#)
        try b.lines(3, "the messages") { $0.event == "message" }
        let printed = b.output.filter { Event($0)?.event == "message" }
        let query = try NodeProcess(
            ["--db", "b.sqlite", "--arrived", "-o", "json"],
            in: folder,
            executable: NodeProcess.executable("gossip-log")
        )
        #expect(try query.exitCode() == 0)
        #expect(query.output == printed)
        #expect(printed[0].contains(#""topic":"\u2066t","body":"\u001b[2J\u009b\u061c\u200b"#))
    }

    @Test("A message travels through a node in the middle")
    func middleNode() throws {
        let middle = try folder.node("m.sqlite")
        let address = try middle.listening()
        let left = try folder.node("l.sqlite", "--peer", address, "--static")
        let right = try folder.node("r.sqlite", "--peer", address, "--static")
        try left.live()
        try right.live()
        left.send(#"{"body":"through the middle"}"#)
        let received = try right.line("message") { $0.event == "message" }
        #expect(received.body == "through the middle")
        #expect(received.from == address)
    }

    @Test("A body of a megabyte is fetched over TCP")
    func largeBody() throws {
        let a = try folder.node("a.sqlite")
        let b = try folder.node("b.sqlite", "--peer", try a.listening())
        try a.live()
        try b.live()
        let body = String(repeating: "0123456789abcdef", count: 1 << 16)
        a.send(#"{"body":"\#(body)"}"#)
        let received = try b.line("message") { $0.event == "message" }
        #expect(received.body == body)
    }

    @Test("Thousands of lines at once all arrive, once each and in order")
    func manyLines() throws {
        let a = try folder.node("a.sqlite")
        let b = try folder.node("b.sqlite", "--peer", try a.listening())
        try a.live()
        try b.live()
        let count = 3_000
        let lines = (0..<count).map { "{\"body\":\"\($0)\",\"tag\":\"\($0)\"}\n" }.joined()
        a.send(Array(lines.utf8))
        let published = try a.lines(count, "published") { $0.event == "published" }
        #expect(published.map(\.tag) == (0..<count).map { String($0) })
        #expect(published.compactMap(\.sequence) == Array(1...count))
        let received = try b.lines(count, "messages") { $0.event == "message" }
        #expect(received.count == count)
        #expect(Set(received.compactMap(\.body)).count == count)
        #expect(received.compactMap(\.arrival) == Array(1...count))
    }

    @Test("Text lines are published as they are, and the end of input does not stop the node")
    func textLines()
        throws
    {
        let a = try folder.run([
            "--db", "a.sqlite", "--listen", "127.0.0.1:0", "--topic", "t", "--format", "json",
        ])
        let b = try folder.node("b.sqlite", "--peer", try a.listening())
        try a.live()
        try b.live()
        a.send(Array(#"{"not":"json"} here"#.utf8))
        a.closeInput()
        let received = try b.line("message") { $0.event == "message" }
        #expect(received.body == #"{"not":"json"} here"#)
        #expect(received.topic == "t")
        b.send(#"{"body":"back"}"#)
        try a.line("the answer") { $0.body == "back" }
        #expect(try a.stop() == 0)
    }
}
