package import GossipWire

/// A line of an archive in JSON: an object whose field `encoded` holds the signed bytes in base64.
///
/// All other fields are for people and tools. They are not read, so they can contradict the signed
/// bytes without effect.
package enum ArchiveLine {
    /// The name of the field with the signed bytes.
    package static let field = "encoded"
    /// Bytes of a line that are read; a longer one is refused.
    ///
    /// A body of 1 MiB takes 1.4 MB in base64, and 6 MiB more as text in which every byte is escaped.
    package static let lengthMax = 12 << 20

    /// The reason why a line holds no message.
    package enum Failure: Error, Equatable {
        /// It is no JSON object.
        case notAnObject
        /// It has no field `encoded`, or that is no text.
        case noEncoded
        /// The field is not base64.
        case notBase64
        /// The bytes are no message.
        case notAMessage(MessageError)
    }

    /// Decodes a line, without its line feed.
    package static func decode(_ line: ArraySlice<UInt8>) throws(Failure) -> Message {
        guard case .string(let text) = try encodedField(of: line) else { throw .noEncoded }
        guard let encoded = Base64.decode(text) else { throw .notBase64 }
        do {
            return try Message(decoding: encoded)
        } catch {
            throw .notAMessage(error)
        }
    }

    private static func encodedField(
        of line: ArraySlice<UInt8>
    ) throws(Failure) -> JSONScanner.Value? {
        var scanner = JSONScanner(line)
        do {
            return try scanner.first(field)
        } catch {
            throw .notAnObject
        }
    }
}
