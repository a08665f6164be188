package import GossipNode
package import GossipText
import GossipWire
import HTTPTypes
import Hummingbird

/// Blocking.
extension ControlRoutes {
    /// The names of the parameters of a block.
    static let blockParameters = ["author", "undo"]

    /// Blocks an author, or lifts that, and answers with what has changed.
    func block(_ parameters: QueryParameters) async throws -> Response {
        let block = AuthorBlock(
            of: try parameters.key("author"),
            isUndone: try parameters.flag("undo") ?? false
        )
        let outcome = try await ask { () async throws(NodeError) in
            try await node.perform(block)
        }
        return Response(JSONObject(block, outcome))
    }
}

extension JSONObject {
    /// The outcome of blocking an author, or of lifting that.
    package init(_ block: AuthorBlock, _ outcome: AuthorBlock.Outcome) {
        self.init()
        add("author", block.author.hex)
        add("blocked", !block.isUndone)
        add("changed", outcome.isChanged)
        add("messages", outcome.messages)
    }
}
