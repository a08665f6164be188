/// A line of an archive in JSON: an object whose field `encoded` holds the signed bytes in base64.
///
/// All other fields are for people and tools; they are not read, so that they can say nothing else than
/// the signed bytes do.
public enum ArchiveLine {
    /// The field with the signed bytes.
    public static let field = "encoded"
    /// Bytes of a line that are read; a longer one is refused.
    ///
    /// A body of 1 MiB takes 1.4 MB in base64, and 6 MiB more as text in which every byte is escaped.
    public static let lengthMax = 12 << 20

    /// Why a line holds no message.
    public enum Failure: Error, Equatable, Sendable {
        /// It is no JSON object.
        case notAnObject
        /// It has no field `encoded`, or it is no text.
        case noEncoded
        /// The field is not base64.
        case notBase64
        /// The bytes are no message.
        case notAMessage(MessageError)
    }

    /// Decodes a line, without its line feed.
    public static func decode(_ line: ArraySlice<UInt8>) throws(Failure) -> Message {
        var scanner = FieldScanner(line)
        guard let text = try scanner.text(of: field) else { throw .noEncoded }
        guard let encoded = Base64.decode(text) else { throw .notBase64 }
        do {
            return try Message(decoding: encoded)
        } catch {
            throw .notAMessage(error)
        }
    }
}

/// Finds one field of a JSON object (RFC 8259) and passes over all others without reading them.
private struct FieldScanner {
    private var rest: ArraySlice<UInt8>

    init(_ line: ArraySlice<UInt8>) {
        rest = line
    }

    /// The text of the object's first field of that name; `nil` when there is none, or it is no text.
    mutating func text(of name: String) throws(ArchiveLine.Failure) -> [UInt8]? {
        skipSpace()
        guard take("{") else { throw .notAnObject }
        while true {
            skipSpace()
            if take("}") { return nil }
            guard let key = string() else { throw .notAnObject }
            skipSpace()
            guard take(":") else { throw .notAnObject }
            skipSpace()
            if key.elementsEqual(name.utf8) { return string() }
            guard skipValue() else { throw .notAnObject }
            skipSpace()
            if take(",") { continue }
            guard rest.first == UInt8(ascii: "}") else { throw .notAnObject }
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func skipSpace() {
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
    }

    /// The bytes of a string; of escapes only `\/`, `\"` and `\\` are undone, since no other can stand
    /// in base64.
    private mutating func string() -> [UInt8]? {
        guard take("\"") else { return nil }
        var text: [UInt8] = []
        while let end = rest.firstIndex(where: { $0 == Self.quote || $0 == Self.backslash }) {
            text += rest[..<end]
            let isEnd = rest[end] == Self.quote
            rest = rest[(end + 1)...]
            if isEnd { return text }
            guard let escaped = rest.popFirst() else { return nil }
            text.append(escaped)
        }
        return nil
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// Passes over a value: a string, anything in brackets, or a word up to the next separator.
    private mutating func skipValue() -> Bool {
        var depth = 0
        while let next = rest.first {
            switch next {
            case UInt8(ascii: "\""):
                guard string() != nil else { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                rest.removeFirst()
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return true }
                depth -= 1
                rest.removeFirst()
            case UInt8(ascii: ","):
                if depth == 0 { return true }
                rest.removeFirst()
            default:
                rest.removeFirst()
            }
        }
        return false
    }
}
