import GossipWire

/// What one line of standard input asks to publish.
struct PublishLine: Equatable {
    /// The message to be.
    let draft: Draft
    /// Echoed back in the `published` event.
    let tag: String?

    static let tagLengthMax = 1_024

    /// A line of text: all of it is the body.
    init(text line: [UInt8], topic: String) throws(InputError) {
        guard line.isValidUTF8 else { throw .encoding }
        draft = try Self.draft(topic: topic, body: line, lifetime: 0)
        tag = nil
    }

    /// A line of JSON: `{"body": "…"}` or `{"body_base64": "…"}`, and optionally `topic`,
    /// `lifetime` (seconds) and `tag`.
    ///
    /// - Parameters:
    ///   - line: the bytes of the line.
    ///   - defaultTopic: the topic of lines that name none.
    /// - Throws: why it cannot be published.
    init(json line: [UInt8], topic defaultTopic: String) throws(InputError) {
        guard line.isValidUTF8 else { throw .encoding }
        var scanner = JSONScanner(line)
        var fields = Fields()
        for (name, value) in try scanner.object() {
            try fields.take(name, value)
        }
        guard let body = fields.body else { throw .bodyCount }
        draft = try Self.draft(
            topic: fields.topic ?? defaultTopic,
            body: body,
            lifetime: fields.lifetime ?? 0
        )
        tag = fields.tag
    }

    private static func draft(
        topic: String,
        body: [UInt8],
        lifetime: UInt32
    ) throws(InputError) -> Draft {
        do {
            return try Draft(topic: topic, body: body, lifetime: lifetime)
        } catch {
            throw .draft(error)
        }
    }

    /// The fields found so far.
    private struct Fields {
        var body: [UInt8]?
        var topic: String?
        var lifetime: UInt32?
        var tag: String?
        private var seen: Set<String> = []

        mutating func take(_ name: String, _ value: JSONScanner.Value) throws(InputError) {
            guard seen.insert(name).inserted else { throw .repeatedField(name) }
            switch name {
            case "body":
                let text = try text(name, value)
                guard body == nil else { throw .bodyCount }
                body = text
            case "body_base64":
                guard let bytes = Base64.decode(try text(name, value)) else { throw .base64 }
                guard body == nil else { throw .bodyCount }
                body = bytes
            case "topic":
                topic = String(decoding: try text(name, value), as: UTF8.self)
            case "lifetime":
                lifetime = try seconds(name, value)
            case "tag":
                let text = try text(name, value)
                guard text.count <= tagLengthMax else {
                    throw .tagTooLong(lengthMax: tagLengthMax)
                }
                tag = String(decoding: text, as: UTF8.self)
            default:
                throw .unknownField(name)
            }
        }

        private func text(
            _ name: String,
            _ value: JSONScanner.Value
        ) throws(InputError) -> [UInt8] {
            switch value {
            case .string(let text): return text
            case .integer: throw .wrongType(field: name, expected: "a string", found: "a number")
            case .other(let found):
                throw .wrongType(field: name, expected: "a string", found: found)
            }
        }

        private func seconds(
            _ name: String,
            _ value: JSONScanner.Value
        ) throws(InputError) -> UInt32 {
            let expected = "a whole number of seconds from 0 to \(UInt32.max)"
            switch value {
            case .integer(let number):
                guard let seconds = UInt32(exactly: number) else {
                    throw .wrongType(field: name, expected: expected, found: "\(number)")
                }
                return seconds
            case .string: throw .wrongType(field: name, expected: expected, found: "a string")
            case .other(let found):
                throw .wrongType(field: name, expected: expected, found: found)
            }
        }
    }
}

extension [UInt8] {
    /// Whether the bytes are UTF-8, strictly.
    var isValidUTF8: Bool {
        String(validating: self, as: UTF8.self) != nil
    }
}
