internal import GossipWire

/// The fields of a line of JSON that have been read so far.
struct PublishFields {
    static let tagLengthMax = 1_024

    private(set) var body: [UInt8]?
    private(set) var topic: String?
    private(set) var lifetime: UInt32?
    private(set) var tag: String?
    private var seen: Set<String> = []

    /// Takes the next field.
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
            guard text.count <= Self.tagLengthMax else {
                throw .tagTooLong(lengthMax: Self.tagLengthMax)
            }
            tag = String(decoding: text, as: UTF8.self)
        default:
            throw .unknownField(name)
        }
    }

    private func text(_ name: String, _ value: JSONScanner.Value) throws(InputError) -> [UInt8] {
        switch value {
        case .string(let text): return text
        case .integer: throw .wrongType(field: name, expected: "a string", found: "a number")
        case .other(let found): throw .wrongType(field: name, expected: "a string", found: found)
        }
    }

    private func seconds(_ name: String, _ value: JSONScanner.Value) throws(InputError) -> UInt32 {
        let expected = "a whole number of seconds from 0 to \(UInt32.max)"
        switch value {
        case .integer(let number):
            guard let seconds = UInt32(exactly: number) else {
                throw .wrongType(field: name, expected: expected, found: "\(number)")
            }
            return seconds
        case .string: throw .wrongType(field: name, expected: expected, found: "a string")
        case .other(let found): throw .wrongType(field: name, expected: expected, found: found)
        }
    }
}
