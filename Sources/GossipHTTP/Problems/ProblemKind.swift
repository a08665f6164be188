import HTTPTypes

/// The kinds of refusal, closed: the raw value ends the `type` of a problem (RFC 9457).
enum ProblemKind: String {
    case badParameter = "bad-parameter"
    case badBody = "bad-body"
    case unknownField = "unknown-field"
    case noSuchPath = "no-such-path"
    case wrongMethod = "wrong-method"
    case lengthRequired = "length-required"
    case tooLarge = "too-large"
    case mediaType = "media-type"
    case unpublishable
    case refused
    case diskFull = "disk-full"
    case notReady = "not-ready"
    case stopping

    /// The status of the answer.
    var status: HTTPResponse.Status {
        switch self {
        case .badParameter, .badBody, .unknownField: .badRequest
        case .noSuchPath: .notFound
        case .wrongMethod: .methodNotAllowed
        case .lengthRequired: .lengthRequired
        case .tooLarge: .contentTooLarge
        case .mediaType: .unsupportedMediaType
        case .unpublishable: .unprocessableContent
        case .refused: .conflict
        case .diskFull, .notReady, .stopping: .serviceUnavailable
        }
    }

    /// The kind in words.
    var title: String {
        switch self {
        case .badParameter: "A parameter is wrong"
        case .badBody: "The body is wrong"
        case .unknownField: "A field is unknown"
        case .noSuchPath: "There is no such path"
        case .wrongMethod: "The path has no such method"
        case .lengthRequired: "The length is missing"
        case .tooLarge: "The request is too large"
        case .mediaType: "The type of the body is not taken"
        case .unpublishable: "The message cannot be published"
        case .refused: "The node may not do it"
        case .diskFull: "The disk is full"
        case .notReady: "The node cannot do it now"
        case .stopping: "The node is stopping"
        }
    }
}
