import GossipNode
import GossipText
import GossipWire
import HTTPTypes
import HummingbirdCore
import TestSupport
import Testing

@testable import GossipHTTP

@Suite("Publishing by the API")
struct PublishRouteTests {
    private static let json = "application/json"
    private static let lines = "application/x-ndjson"
    private static let raw = "application/octet-stream"

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The messages of a node's log, in their order.
    private func messages(_ asked: AskedNode, _ count: Int) async throws -> [ReceivedMessage] {
        var found: [ReceivedMessage] = []
        guard count > 0 else { return [] }
        for try await message in asked.node.messages(after: 0) {
            found.append(message)
            if found.count == count { break }
        }
        return found
    }

    @Test("takes an object as on standard input, and gives a receipt once it is durable")
    func object() async throws {
        let asked = try await AskedNode(folder.file("a.sqlite"))
        let body = Array(#"{"topic":"chat","body":"hi","lifetime":60,"tag":"r-7"}"#.utf8)
        let answer = try await asked.ask(
            .post,
            "/v1/messages",
            body,
            type: "Application/JSON; charset=utf-8"
        )
        #expect(answer.status == 201)
        let message = try #require(try await messages(asked, 1).first)
        #expect(message.message.topic == "chat" && message.message.lifetime == 60)
        #expect(Array(message.message.body) == Array("hi".utf8))
        #expect(answer.json["id"]?.text == message.message.id.hex)
        #expect(answer.json["sequence"]?.number == 1 && answer.json["arrival"]?.number == 1)
        #expect(answer.json["time"]?.text == TimeFormat.machine(message.message.time))
        #expect(answer.json["tag"]?.text == "r-7")
        #expect(answer.headers[.location] == "/v1/messages/\(message.message.id.hex)")
        try await asked.stop()
    }

    @Test("takes bytes as they are, with topic and lifetime as parameters")
    func bytes() async throws {
        let asked = try await AskedNode(folder.file("a.sqlite"))
        let request = ControlRequest.publish(
            try Draft(topic: "a b/ü&c=%", body: [0, 255, 10], lifetime: 7)
        )
        let answer = try await asked.ask(.post, request.target, request.body, type: request.type)
        #expect(answer.status == 201)
        let message = try #require(try await messages(asked, 1).first?.message)
        #expect(message.topic == "a b/ü&c=%" && message.lifetime == 7)
        #expect(Array(message.body) == [0, 255, 10])
        let large = [UInt8](repeating: 7, count: Message.bodyLengthMax)
        #expect(try await asked.ask(.post, "/v1/messages", large, type: Self.raw).status == 201)
        try await asked.stop()
    }

    @Test("takes lines all together, each with its receipt in their order")
    func many() async throws {
        let asked = try await AskedNode(folder.file("a.sqlite"))
        let text = (1...1_000).map { #"{"body":"\#($0)"}"# }.joined(separator: "\n")
        let answer = try await asked.request(
            .post,
            "/v1/messages",
            Array(text.utf8),
            type: Self.lines,
            length: String(text.utf8.count)
        )
        #expect(answer.response.status.code == 201)
        #expect(answer.response.headers[.contentType] == Self.lines)
        let receipts = try answer.text.split(separator: "\n").map { try JSONTree(String($0)) }
        #expect(receipts.map { $0["arrival"]?.number } == (1...1_000).map { $0 })
        #expect(receipts.map { $0["sequence"]?.number } == (1...1_000).map { $0 })
        try await asked.stop()
    }

    @Test(
        "refuses what cannot be published, the whole of it",
        arguments: [
            (
                lines, "{\"body\":\"1\"}\n{\"bdy\":\"2\"}", "", 400, "unknown-field",
                "line 2: unknown field"
            ),
            (lines, "{\"body\":\"1\"}\n\n", "", 400, "bad-body", "line 2: not valid JSON"),
            (lines, "", "", 400, "bad-body", "has 0 lines"),
            (
                lines, String(repeating: "{}\n", count: 1_001), "", 413, "too-large",
                "has 1001 lines"
            ),
            (json, "{", "", 400, "bad-body", "not valid JSON at byte 1"),
            (json, "[]", "", 400, "bad-body", "must begin with {"),
            (json, "{\"body\":1}", "", 400, "bad-body", "must be a string"),
            (
                json, "{\"body\":\"a\",\"topic\":\"\(String(repeating: "t", count: 128))\"}", "",
                422,
                "unpublishable", "128 bytes"
            ),
            (json, "{\"body\":\"a\"}", "?topic=x", 400, "bad-parameter", "Of JSON they are fields"),
            (
                json, String(repeating: " ", count: 1_572_865), "", 413, "too-large",
                "at most 1572864"
            ),
            (raw, "x", "?lifetime=1h", 400, "bad-parameter", "whole number of seconds"),
            (raw, "x", "?topc=x", 400, "bad-parameter", "Known are topic, lifetime"),
            (raw, String(repeating: "x", count: 1_048_577), "", 422, "unpublishable", "1 MiB"),
            ("text/plain", "x", "", 415, "media-type", "Name one of application/json"),
        ]
    )
    func refusals(
        type: String,
        body: String,
        query: String,
        status: Int,
        kind: String,
        says: String
    ) async throws {
        let asked = try await AskedNode(folder.file("a.sqlite"))
        let answer = try await asked.ask(
            .post,
            "/v1/messages\(query)",
            Array(body.utf8),
            type: type
        )
        #expect(answer.status == status, "\(answer)")
        #expect(answer.problem.type == "/problems/\(kind)")
        #expect(answer.problem.detail.contains(says), "\(answer.problem.detail)")
        #expect(try await asked.node.status.messageCount == 0)
        try await asked.stop()
    }

    @Test("refuses a body whose length is not said, or that has not come as a whole")
    func torn() async throws {
        let asked = try await AskedNode(folder.file("a.sqlite"))
        let body = Array("{\"body\":\"1\"}\n{\"body\":\"2\"}\n".utf8)
        for (length, status) in [(nil, 411), ("x", 411), ("-1", 411), ("99", 400), ("5", 400)] {
            let answer = try await asked.ask(
                .post,
                "/v1/messages",
                body,
                type: Self.lines,
                length: length
            )
            #expect(answer.status == status, "\(length ?? "none")")
        }
        #expect(try await asked.node.status.messageCount == 0)
        try await asked.stop()
    }

    @Test("takes bodies together up to a limit, and gives their room back")
    func budget() async throws {
        let budget = BodyBudget()
        for _ in 0..<2 {
            try await budget.withBytes(HTTPLimits.allBodiesBytesMax - 1) {
                try await budget.withBytes(1) {}
                await #expect(throws: Problem.self) { try await budget.withBytes(2) {} }
            }
        }
    }
}
