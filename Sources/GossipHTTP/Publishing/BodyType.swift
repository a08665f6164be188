import HTTPTypes
import Hummingbird

/// The types of a body that asks to publish.
enum BodyType: String, CaseIterable {
    /// One message as an object.
    case json = "application/json"
    /// An object a line.
    case lines = "application/x-ndjson"
    /// The body of one message, as it is.
    case bytes = "application/octet-stream"

    /// The type that a request names; its parameters say nothing here.
    init(of request: Request) throws(Problem) {
        let named = request.headers[.contentType] ?? ""
        let name = named.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        guard let type = BodyType(rawValue: name) else {
            let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(
                .mediaType,
                "the body has no type that is taken here. Name one of \(known)."
            )
        }
        self = type
    }

    /// Bytes of the longest body.
    var lengthMax: Int {
        switch self {
        case .json, .bytes: HTTPLimits.bodyBytesMax
        case .lines: HTTPLimits.linesBytesMax
        }
    }
}
