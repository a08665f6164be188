import HTTPTypes
import Hummingbird

/// A method of a path, and the parameters that it takes.
struct Route: Sendable {
    let method: HTTPRequest.Method
    let path: String
    /// The names of the query parameters; any other is refused, since a typo must not widen a query.
    var parameters: [String] = []
    /// Answers a request.
    let answer: @Sendable (Request, QueryParameters) async throws -> Response

    /// The answer to a request, unless the target is at fault.
    func respond(to request: Request) async throws -> Response {
        guard request.head.path?.utf8.count ?? 0 <= HTTPLimits.targetBytesMax else {
            throw Problem(
                .tooLarge,
                "the target of the request is longer than \(HTTPLimits.targetBytesMax) bytes."
            )
        }
        return try await answer(request, try QueryParameters(of: request.uri, known: parameters))
    }
}
