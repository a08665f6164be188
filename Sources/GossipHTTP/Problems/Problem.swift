import GossipNode
import GossipText
import HTTPTypes
import Hummingbird

/// A refusal, as the client gets it: `application/problem+json` (RFC 9457).
struct Problem: Error {
    /// The kind.
    let kind: ProblemKind
    /// The sentence for people: the failed action, the reason, and the next step.
    let detail: String
    /// The name of the parameter at fault.
    var parameter: String?
    /// The number of the line at fault, from 1.
    var line: Int?
    /// The methods that the path has, for a wrong one.
    var methods: [HTTPRequest.Method] = []

    /// Makes a refusal.
    init(_ kind: ProblemKind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    /// The refusal for what a node says.
    init(_ error: NodeError) {
        switch error.code {
        case .notRunning: self.init(.stopping, error.description)
        case .draft: self.init(.unpublishable, error.description)
        case .members: self.init(.refused, error.description)
        case .diskFull: self.init(.diskFull, error.description)
        default: self.init(.notReady, error.description)
        }
    }

    /// The answer.
    var response: Response {
        var object = JSONObject()
        object.add("type", "/problems/\(kind.rawValue)")
        object.add("title", kind.title)
        object.add("status", kind.status.code)
        object.add("detail", detail)
        if let parameter { object.add("parameter", parameter) }
        if let line { object.add("line", line) }
        var response = Response(object, status: kind.status, type: "application/problem+json")
        if kind.status == .serviceUnavailable { response.headers[.retryAfter] = "1" }
        if !methods.isEmpty {
            response.headers[.allow] = methods.map(\.rawValue).joined(separator: ", ")
        }
        return response
    }
}
