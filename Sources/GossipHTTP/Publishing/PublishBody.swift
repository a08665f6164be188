import GossipText
import GossipWire

/// Messages to be, from the body of a request: all of them or none.
struct PublishBody {
    /// The messages, each with the text that comes back in its receipt.
    private(set) var lines: [PublishLine] = []

    /// Reads a body.
    ///
    /// - Parameters:
    ///   - bytes: The body.
    ///   - type: Its type.
    ///   - parameters: The parameters of the request.
    /// - Throws: ``Problem`` for the first message that cannot be published.
    init(_ bytes: [UInt8], _ type: BodyType, _ parameters: QueryParameters) throws(Problem) {
        let topic = parameters["topic"]
        let lifetime = try Self.lifetime(parameters["lifetime"])
        guard type == .bytes || (topic == nil && lifetime == nil) else {
            throw Problem(
                .badParameter,
                "topic and lifetime are parameters of raw bytes alone. Of JSON they are fields."
            )
        }
        switch type {
        case .json: try add(.line(bytes[...]), number: nil)
        case .lines: try addLines(bytes)
        case .bytes:
            do {
                let draft = try Draft(topic: topic ?? "", body: bytes, lifetime: lifetime ?? 0)
                lines = [PublishLine(draft)]
            } catch {
                throw Problem(InputError.draft(error))
            }
        }
    }

    private mutating func addLines(_ bytes: [UInt8]) throws(Problem) {
        var splitter = LineSplitter(lengthMax: PublishLine.jsonLengthMax)
        var all: [LineSplitter.Line] = []
        splitter.feed(bytes[...]) { all.append($0) }
        splitter.finish { all.append($0) }
        guard (1...HTTPLimits.lineCountMax).contains(all.count) else {
            throw Problem(
                all.isEmpty ? .badBody : .tooLarge,
                "the body has \(all.count) lines; it takes 1 to \(HTTPLimits.lineCountMax)."
            )
        }
        for (index, line) in all.enumerated() { try add(line, number: index + 1) }
    }

    private mutating func add(_ line: LineSplitter.Line, number: Int?) throws(Problem) {
        do throws(InputError) {
            guard case .line(let bytes) = line else {
                throw .overlong(lengthMax: PublishLine.jsonLengthMax)
            }
            lines.append(try PublishLine(json: bytes, topic: ""))
        } catch {
            throw Problem(error, line: number)
        }
    }

    private static func lifetime(_ text: String?) throws(Problem) -> UInt32? {
        guard let text else { return nil }
        guard let seconds = UInt32(text) else {
            throw Problem(
                .badParameter,
                "the lifetime must be a whole number of seconds from 0 to \(UInt32.max)."
            )
        }
        return seconds
    }
}
