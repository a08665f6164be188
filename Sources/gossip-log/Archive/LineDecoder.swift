import GossipText
import GossipWire

/// Makes pieces of an archive in JSON, line by line.
struct LineDecoder {
    private var splitter = LineSplitter(lengthMax: ArchiveLine.lengthMax)
    private var number = 0

    /// Feeds bytes and calls the body with each piece that is whole now; none are fed at the end.
    mutating func decode(_ bytes: [UInt8], _ body: (ImportPiece) throws -> Void) rethrows {
        // The splitter hands lines on while it changes itself; the count beside it is a copy.
        var number = number
        defer { self.number = number }
        if bytes.isEmpty {
            try splitter.finish { try Self.hand(on: $0, &number, body) }
        } else {
            try splitter.feed(bytes[...]) { try Self.hand(on: $0, &number, body) }
        }
    }

    private static func hand(
        on line: LineSplitter.Line,
        _ number: inout Int,
        _ body: (ImportPiece) throws -> Void
    ) rethrows {
        number += 1
        guard let content = content(of: line) else { return }
        try body(ImportPiece(location: "line \(number)", content: content))
    }

    /// The content of a line; `nil` for a blank one.
    private static func content(of line: LineSplitter.Line) -> ImportPiece.Content? {
        switch line {
        case .overlong: return .refused("it is longer than any message can be")
        case .line(let bytes):
            return bytes.contains(where: { $0 > 0x20 }) ? message(bytes) : nil
        }
    }

    private static func message(_ line: ArraySlice<UInt8>) -> ImportPiece.Content {
        do {
            return .message(try ArchiveLine.decode(line))
        } catch {
            return .refused(reason(error))
        }
    }

    private static func reason(_ failure: ArchiveLine.Failure) -> String {
        switch failure {
        case .notAnObject: "it is no JSON object"
        case .noEncoded:
            "it has no field \"encoded\" with the signed bytes (export -o json writes one)"
        case .notBase64: "its field \"encoded\" is not base64"
        case .notAMessage(let error): "its signed bytes are no message: \(error.words)"
        }
    }
}

extension MessageError {
    /// Why, in words.
    fileprivate var words: String {
        switch self {
        case .truncated: "they are cut off"
        case .trailingBytes: "something follows the message"
        case .unknownVersion(let version): "version \(version) is not known"
        case .unknownFlags: "a flag is not known"
        case .brokenChain: "its number does not go with the message before it"
        case .timeOutOfRange: "its time cannot be"
        case .topicTooLong, .topicNotText: "its topic cannot be"
        case .bodyTooLong: "its body is too long"
        }
    }
}
