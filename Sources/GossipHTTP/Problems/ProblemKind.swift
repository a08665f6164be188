import HTTPTypes

/// The kinds of refusal, closed: the raw value ends the `type` of a problem (RFC 9457).
enum ProblemKind: String {
    case badParameter = "bad-parameter"
    case noSuchPath = "no-such-path"
    case wrongMethod = "wrong-method"
    case tooLarge = "too-large"
    case notReady = "not-ready"
    case stopping

    /// The status of the answer.
    var status: HTTPResponse.Status {
        switch self {
        case .badParameter: .badRequest
        case .noSuchPath: .notFound
        case .wrongMethod: .methodNotAllowed
        case .tooLarge: .contentTooLarge
        case .notReady, .stopping: .serviceUnavailable
        }
    }

    /// The kind in words.
    var title: String {
        switch self {
        case .badParameter: "A parameter is wrong"
        case .noSuchPath: "There is no such path"
        case .wrongMethod: "The path has no such method"
        case .tooLarge: "The request is too large"
        case .notReady: "The node cannot do it now"
        case .stopping: "The node is stopping"
        }
    }
}
