extension Message {
    /// Decodes strictly and canonically: exact length, known version, valid UTF-8, fields in range.
    ///
    /// Encoding the result gives the same bytes, because they are kept.
    ///
    /// Does not verify the signature. Costs one SHA-256 of the bytes and no allocation.
    public init(decoding encoded: [UInt8]) throws(MessageError) {
        let fields = try Fields(encoded)
        self.init(
            encoded: encoded,
            id: encoded.withUnsafeBytes { Message.identify($0, time: fields.time) },
            author: fields.author,
            sequence: fields.sequence,
            previous: fields.previous,
            time: fields.time,
            lifetime: fields.lifetime,
            topicLength: fields.topicLength
        )
    }

    /// True when the bytes would decode, judged without copying or hashing them.
    static func isWellFormed(_ bytes: UnsafeRawBufferPointer) -> Bool {
        (try? Fields(reading: bytes)) != nil
    }

    /// The offset of the time in the encoded bytes.
    static let timeOffset = 74

    /// The fixed fields, checked.
    private struct Fields {
        var author: AuthorKey
        var sequence: UInt64
        var previous: MessageID
        var time: UInt64
        var lifetime: UInt32
        var topicLength: UInt8

        init(_ encoded: [UInt8]) throws(MessageError) {
            // `withUnsafeBytes` carries no typed error out, hence the Result.
            self = try encoded.withUnsafeBytes { bytes in
                Result { () throws(MessageError) in try Fields(reading: bytes) }
            }.get()
        }

        fileprivate init(reading bytes: UnsafeRawBufferPointer) throws(MessageError) {
            var reader = ByteReader(bytes)
            guard let version = reader.readByte(), let flags = reader.readByte()
            else { throw .truncated }
            guard version == 1 else { throw .unknownVersion(version) }
            guard flags == 0 else { throw .unknownFlags(flags) }
            guard let author = reader.readKey(),
                let sequence = reader.readInteger(UInt64.self),
                let previous = reader.readID(),
                let time = reader.readInteger(UInt64.self),
                let lifetime = reader.readInteger(UInt32.self),
                let topicLength = reader.readByte()
            else { throw .truncated }
            guard sequence > 0, (sequence == 1) == (previous == .zero) else { throw .brokenChain }
            guard time < Message.timeLimit else { throw .timeOutOfRange }
            guard topicLength <= Message.topicLengthMax else { throw .topicTooLong }
            guard let topic = reader.readBytes(Int(topicLength)),
                let bodyLength = reader.readInteger(UInt32.self)
            else { throw .truncated }
            guard Self.isText(topic) else { throw .topicNotText }
            guard bodyLength <= Message.bodyLengthMax else { throw .bodyTooLong }
            guard reader.readBytes(Int(bodyLength) + Layout.signatureLength) != nil
            else { throw .truncated }
            guard reader.remaining == 0 else { throw .trailingBytes }
            self.author = author
            self.sequence = sequence
            self.previous = previous
            self.time = time
            self.lifetime = lifetime
            self.topicLength = topicLength
        }

        /// ASCII, which nearly every topic is, is seen without making a string.
        private static func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
            bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
        }
    }
}

extension MessageID {
    /// The id of encoded bytes, without decoding them: enough to tell whether a message is known.
    ///
    /// `nil` for bytes that are too short or have no possible time. One SHA-256, no allocation.
    public init?(encoded bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Message.overhead else { return nil }
        let time = UInt64(
            bigEndian: bytes.loadUnaligned(
                fromByteOffset: Message.timeOffset,
                as: UInt64.self
            )
        )
        guard time < Message.timeLimit else { return nil }
        self = Message.identify(bytes, time: time)
    }
}
