import GossipNode
import GossipText
import GossipWire
import HTTPTypes
import TestSupport
import Testing

@testable import GossipHTTP

@Suite("The route of blocks")
struct BlockRouteTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("blocks an author, says so of one that is blocked already, and lifts it")
    func blocks() async throws {
        let asked = try await AskedNode(folder.file("a.sqlite"))
        let key = Identity(number: 7).author.hex
        for (target, blocked, changed) in [
            ("author=\(key)", true, true), ("author=\(key)&undo=false", true, false),
            ("author=\(key)&undo=true", false, true), ("author=\(key)&undo=true", false, false),
        ] {
            let answer = try await asked.ask(.post, "/v1/blocks?\(target)")
            #expect(answer.status == 200, "\(answer)")
            #expect(answer.json["author"]?.text == key)
            #expect(answer.json["blocked"]?.isTrue == blocked)
            #expect(answer.json["changed"]?.isTrue == changed)
            #expect(answer.json["messages"]?.number == 0)
        }
        try await asked.stop()
    }

    @Test("refuses itself, and what names no author", arguments: [0, 1, 2])
    func refusals(number: Int) async throws {
        let asked = try await AskedNode(folder.file("a.sqlite"))
        let own = try await asked.node.start.author.hex
        let (target, status, says) = [
            ("author=\(own)", 409, "that is this node itself"),
            ("author=\(own.prefix(8))", 400, "the 64 hexadecimal digits"),
            ("author=\(own)&undo=perhaps", 400, "undo must be true or false"),
        ][number]
        let answer = try await asked.ask(.post, "/v1/blocks?\(target)")
        #expect(answer.status == status, "\(answer)")
        #expect(answer.problem.detail.contains(says), "\(answer.problem.detail)")
        try await asked.stop()
    }
}
