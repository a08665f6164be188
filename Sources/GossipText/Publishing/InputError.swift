package import GossipWire

/// A reason not to publish a line of standard input.
///
/// The description is the sentence a person reads; the number of the line goes before it.
package enum InputError: Error, Equatable, CustomStringConvertible {
    /// The line is longer than any message can be.
    case overlong(lengthMax: Int)
    /// The bytes are not UTF-8.
    case encoding
    /// The line is not JSON.
    case syntax(JSONSyntaxError)
    /// A field that no line has.
    case unknownField(String)
    /// A field stands there twice.
    case repeatedField(String)
    /// A field has the wrong type: what it must be, and what it is.
    case wrongType(field: String, expected: String, found: String)
    /// Not exactly one of `body` and `body_base64`.
    case bodyCount
    /// `body_base64` is not base64.
    case base64
    /// The tag is longer than it may be.
    case tagTooLong(lengthMax: Int)
    /// The topic or the body is too long.
    case draft(DraftError)

    /// The sentence, without the line that it is about.
    package var description: String {
        switch self {
        case .overlong(let lengthMax):
            "the line is longer than \(lengthMax) bytes; a body holds at most 1 MiB. Split it."
        case .encoding:
            "the line is not valid UTF-8. Other bytes go as body_base64 in JSON (--input json)."
        case .syntax(let error):
            "not valid JSON at byte \(error.byte): \(error.reason). Write {\"body\": \"…\"}."
        case .unknownField(let name):
            "unknown field \"\(Self.shortened(name))\". "
                + "Known are body, body_base64, topic, lifetime and tag."
        case .repeatedField(let name):
            "the field \"\(Self.shortened(name))\" stands there twice. Keep one."
        case .wrongType(let field, let expected, let found):
            "\"\(field)\" must be \(expected), but is \(found)."
        case .bodyCount:
            "a line must have exactly one of body and body_base64."
        case .base64:
            "body_base64 is not base64 (RFC 4648, with padding)."
        case .tagTooLong(let lengthMax):
            "the tag is longer than \(lengthMax) bytes. Choose a shorter one."
        case .draft(let error):
            error.description
        }
    }

    /// A name from outside is not echoed at any length.
    private static func shortened(_ name: String) -> String {
        name.count <= 40 ? name : "\(name.prefix(40))…"
    }
}
