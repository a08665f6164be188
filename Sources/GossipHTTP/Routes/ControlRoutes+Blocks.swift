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
        guard let text = parameters["author"],
            let author = Hexadecimal.decode(text).flatMap(AuthorKey.init(bytes:))
        else {
            throw Problem(.badParameter, "author must be the 64 hexadecimal digits of a key.")
        }
        let isUndone: Bool
        switch parameters["undo"] {
        case nil, "false": isUndone = false
        case "true": isUndone = true
        default: throw Problem(.badParameter, "undo must be true or false.")
        }
        let block = AuthorBlock(of: author, isUndone: isUndone)
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
