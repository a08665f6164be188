import GossipNode
import GossipText
import GossipWire
import HTTPTypes
import TestSupport
import Testing

@testable import GossipHTTP

@Suite("The API of a node")
struct RouterTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("tells who the node is")
    func about() async throws {
        let asked = try await AskedNode(folder.file("a.sqlite"), name: "anna")
        let answer = try await asked.ask(.get, "/v1/node")
        let start = try await asked.node.start
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "application/json")
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.json["node"]?.text == start.author.hex)
        #expect(answer.json["name"]?.text == "anna")
        #expect(answer.json["listen"]?.text == start.listen.description)
        #expect(answer.json["db"]?.text == folder.file("a.sqlite"))
        try await asked.stop()
    }

    @Test("tells how the node stands, in the sentence that people read everywhere")
    func state() async throws {
        let asked = try await AskedNode(folder.file("a.sqlite"))
        _ = try await asked.node.publish(Draft(topic: "t", body: [1, 2, 3]))
        let answer = try await asked.ask(.get, "/v1/state").json
        #expect(answer["state"]?.text == "alone")
        #expect(answer["why"]?.text == "alone: no peer is known")
        #expect(answer["peers"]?["known"]?.number == 0)
        #expect(answer["log"]?["messages"]?.number == 1)
        #expect(answer["network"]?.text == "loopback")
        #expect(answer["log"]?["arrival"]?.number == 1)
        #expect(answer["log"]?["bytes"]?.number ?? 0 > 4_096)
        #expect(answer["log"]?["newest"]?.text?.hasSuffix("Z") == true)
        #expect(answer["catch_up"]?.elements == [])
        try await asked.stop()
    }

    @Test("tells whom the node knows, under the names of gossip-log peers")
    func peers() async throws {
        let ben = try await AskedNode(folder.file("b.sqlite"), name: "ben")
        let address = try await ben.node.start.listen.description
        let anna = try await AskedNode(
            folder.file("a.sqlite"),
            peers: [try Endpoint(parsing: address)]
        )
        for await event in anna.node.events {
            if case .state(let state) = event, state.isProved { break }
            if try await anna.node.status.state.isProved { break }
        }
        let peer = try #require(try await anna.ask(.get, "/v1/peers").json["peers"]?.elements.first)
        #expect(peer["peer"]?.text == address)
        #expect(peer["name"]?.text == "ben")
        #expect(peer["state"]?.text == "up")
        #expect(peer["source"]?.text == "configured")
        #expect(peer["node"]?.text == (try await ben.node.start.author.hex))
        let state = try await anna.ask(.get, "/v1/state").json
        #expect(state["why"]?.text == "equal with 1 of 1 peer")
        try await anna.stop()
        try await ben.stop()
    }

    @Test("ends the node when asked to, and then has nothing more to tell")
    func stop() async throws {
        let asked = try await AskedNode(folder.file("a.sqlite"))
        #expect(try await asked.ask(.post, "/v1/stop").status == 202)
        try await asked.ended()
        let answer = try await asked.ask(.get, "/v1/peers")
        #expect(answer.status == 503)
        #expect(answer.problem.type == "/problems/stopping")
        #expect(answer.headers[.retryAfter] == "1")
    }

    @Test(
        "refuses what it does not know, with a sentence",
        arguments: [
            ("/v1/state?verbose", 400, "bad-parameter", "no parameter \"verbose\" here"),
            ("/v1/state?a=1&a=2", 400, "bad-parameter", "None is known here"),
            ("/v1/state/", 200, "", ""), ("/", 404, "no-such-path", "There are /v1/"),
            ("/v1/nodes", 404, "no-such-path", "There are /v1/"),
            ("/v1/stop", 405, "wrong-method", "answers to POST only"),
            (
                "/v1/node?\(String(repeating: "x", count: 16_384))", 413, "too-large",
                "longer than 16384 bytes"
            ),
            ("/v1/state?a%1b%00=1", 400, "bad-parameter", "parameter \"a%1b%00\" here"),
        ]
    )
    func refusals(target: String, status: Int, kind: String, says: String) async throws {
        let asked = try await AskedNode(folder.file("a.sqlite"))
        let answer = try await asked.ask(.get, target)
        #expect(answer.status == status, "\(answer)")
        if !kind.isEmpty {
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(answer.problem.type == "/problems/\(kind)")
            #expect(answer.problem.detail.contains(says), "\(answer.problem.detail)")
            #expect(answer.json["status"]?.number == status)
        }
        if status == 405 { #expect(answer.headers[.allow] == "POST") }
        try await asked.stop()
    }
}
