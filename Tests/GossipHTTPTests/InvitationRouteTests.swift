import GossipNode
import GossipText
import GossipWire
import HTTPTypes
import TestSupport
import Testing

@testable import GossipHTTP

@Suite("The route of invitations")
struct InvitationRouteTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func founder() async throws -> AskedNode {
        let path = folder.file("a.sqlite")
        _ = try FoundedNetwork(onLog: path, named: "anna", version: "test")
        return try await AskedNode(path)
    }

    @Test("gives a code that names the node's address, and another one each time")
    func code() async throws {
        let asked = try await founder()
        let answer = try await asked.ask(.post, "/v1/invitations")
        #expect(answer.status == 201)
        #expect(answer.json["role"]?.text == "member" && answer.json["uses"]?.number == 1)
        let text = try #require(answer.json["code"]?.text)
        let code = try InvitationCode(text: text)
        #expect(code.addresses == [try await asked.node.start.listen])
        let start = try await asked.node.start
        #expect(answer.json["network"]?.text == start.network)
        let target = "/v1/invitations?uses=3&lifetime=60&admin=true&address=127.0.0.9:5000"
        let other = try await asked.ask(.post, target)
        #expect(other.json["role"]?.text == "admin" && other.json["uses"]?.number == 3)
        let otherText = try #require(other.json["code"]?.text)
        #expect(otherText != text)
        #expect(try InvitationCode(text: otherText).addresses == [PeerAddress("127.0.0.9:5000")])
        try await asked.stop()
    }

    @Test(
        "refuses terms that no invitation has, with a sentence",
        arguments: [
            ("uses=0", 400, "uses must be a whole number"),
            ("uses=1025", 409, "Name 1 to 1024 with --uses"),
            ("lifetime=604801", 409, "a code is good for 7d at most"),
            ("lifetime=18446744073709551615", 409, "a code is good for 7d at most"),
            ("admin=yes", 400, "admin must be true or false"),
            ("address=nowhere", 400, "the address is none"),
            ("address=0.0.0.0:5000", 409, "no address of this machine is known"),
            ("days=1", 400, "Known are uses, lifetime, admin, address"),
        ]
    )
    func refusals(terms: String, status: Int, says: String) async throws {
        let asked = try await founder()
        let answer = try await asked.ask(.post, "/v1/invitations?\(terms)")
        #expect(answer.status == status, "\(answer)")
        #expect(answer.problem.detail.contains(says), "\(answer.problem.detail)")
        try await asked.stop()
    }

    @Test("has as many open as may, and says so of one more")
    func many() async throws {
        let asked = try await founder()
        for _ in 0..<64 { #expect(try await asked.ask(.post, "/v1/invitations").status == 201) }
        let answer = try await asked.ask(.post, "/v1/invitations")
        #expect(answer.status == 409 && answer.problem.detail.contains("64 codes are open"))
        try await asked.stop()
    }

    @Test("has nobody to invite to in a log without a network")
    func none() async throws {
        let asked = try await AskedNode(folder.file("b.sqlite"))
        let answer = try await asked.ask(.post, "/v1/invitations")
        #expect(answer.status == 409 && answer.problem.type == "/problems/refused")
        #expect(answer.problem.detail.contains("gossip-node create --db FILE"))
        try await asked.stop()
    }
}
