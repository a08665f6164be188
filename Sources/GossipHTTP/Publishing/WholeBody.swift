import HTTPTypes
import Hummingbird
import NIOCore

/// The body of a request, which has arrived as a whole.
///
/// Its length must be said before: of a torn transfer without one, the beginning looks whole.
enum WholeBody {
    /// The length that a request says.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - lengthMax: The most bytes that are taken.
    /// - Returns: The bytes that are to come.
    /// - Throws: ``Problem`` when it says none, or too many.
    static func length(of request: Request, max lengthMax: Int) throws(Problem) -> Int {
        guard let text = request.headers[.contentLength], let length = Int(text), length >= 0
        else {
            throw Problem(
                .lengthRequired,
                "the length of the body is missing. Name Content-Length."
            )
        }
        guard length <= lengthMax else {
            throw Problem(
                .tooLarge,
                "the body has \(length) bytes, at most \(lengthMax) are taken. Send it in parts."
            )
        }
        return length
    }

    /// Reads the body.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - length: The bytes that are to come.
    /// - Returns: As many bytes.
    /// - Throws: ``Problem`` when there are others, and the connection's error when it breaks.
    static func read(_ request: Request, _ length: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        for try await part in request.body {
            bytes.append(contentsOf: part.readableBytesView)
            guard bytes.count <= length else { break }
        }
        guard bytes.count == length else {
            throw Problem(.badBody, "the body has not come as a whole. Nothing was published.")
        }
        return bytes
    }
}
