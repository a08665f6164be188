import GossipText
import GossipWire

/// Makes pieces of an archive in JSON, line by line.
struct LineDecoder {
    /// The line that is not whole yet.
    private var line: [UInt8] = []
    private var number = 0
    /// True when the line has become too long, and is only passed over to its end.
    private var isTooLong = false

    /// Feeds bytes and calls the body with each piece that is whole now; none are fed at the end.
    mutating func decode(_ bytes: [UInt8], _ body: (ImportPiece) throws -> Void) rethrows {
        if bytes.isEmpty {
            if !line.isEmpty || isTooLong { try finishLine(line[...], body) }
            return
        }
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            if line.isEmpty, !isTooLong {
                try finishLine(rest[..<end], body)
            } else {
                take(rest[..<end])
                try finishLine(line[...], body)
            }
            rest = rest[(end + 1)...]
        }
        take(rest)
    }

    private mutating func take(_ part: ArraySlice<UInt8>) {
        guard !isTooLong, line.count + part.count <= ArchiveLine.lengthMax else {
            isTooLong = true
            line = []
            return
        }
        line += part
    }

    private mutating func finishLine(
        _ content: ArraySlice<UInt8>,
        _ body: (ImportPiece) throws -> Void
    ) rethrows {
        number += 1
        let wasTooLong = isTooLong
        isTooLong = false
        defer { line.removeAll(keepingCapacity: true) }
        if wasTooLong {
            let reason = "it is longer than any message can be"
            try body(ImportPiece(location: "line \(number)", content: .refused(reason)))
        } else if content.contains(where: { $0 > 0x20 }) {
            try body(ImportPiece(location: "line \(number)", content: Self.content(of: content)))
        }
    }

    private static func content(of line: ArraySlice<UInt8>) -> ImportPiece.Content {
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
