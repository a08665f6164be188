import GossipText
import GossipWire

/// Makes pieces of the bytes of an imported file, whichever form it has.
///
/// A value that is fed bytes: no file, no state outside.
struct ImportDecoder {
    private enum Form {
        case unknown
        case binary(ArchiveDecoder)
        case lines(LineDecoder)
    }

    private var form = Form.unknown
    private var records: UInt64 = 0

    /// Feeds bytes and calls the body with each piece that is whole now.
    ///
    /// None are fed at the end.
    mutating func decode(_ bytes: [UInt8], _ body: (ImportPiece) throws -> Void) rethrows {
        switch form {
        case .unknown:
            guard let first = bytes.first else { return }
            // Text begins with a bracket, white space or a byte order mark, an archive with a letter.
            form =
                first == UInt8(ascii: "{") || first <= 0x20 || first == 0xEF
                ? .lines(LineDecoder()) : .binary(ArchiveDecoder())
            try decode(bytes, body)
        case .binary(var decoder):
            form = .unknown
            decoder.append(bytes)
            while let item = decoder.next(isFinal: bytes.isEmpty) {
                try body(piece(item, at: decoder.itemOffset))
            }
            form = .binary(decoder)
        case .lines(var decoder):
            form = .unknown
            try decoder.decode(bytes, body)
            form = .lines(decoder)
        }
    }

    private mutating func piece(_ item: ArchiveDecoder.Item, at offset: UInt64) -> ImportPiece {
        switch item {
        case .message(let message):
            records += 1
            return ImportPiece(
                location: "record \(records) at byte \(offset)",
                content: .message(message)
            )
        case .damage(let length):
            return ImportPiece(
                location: "byte \(offset)",
                content: .refused("\(Quantity.count(length, "byte is", "bytes are")) no record")
            )
        case .end(let count):
            defer { records = 0 }
            return ImportPiece(
                location: "byte \(offset)",
                content: .end(count: count)
            )
        }
    }
}

/// One piece of an imported file: a message, or the reason why there is none.
struct ImportPiece {
    enum Content {
        case message(Message)
        /// The reason why it is no message.
        case refused(String)
        /// The end of an archive, and how many records it should have.
        case end(count: UInt64)
    }

    /// The location in the file: `line 12`, `record 12`.
    let location: String
    let content: Content
}
