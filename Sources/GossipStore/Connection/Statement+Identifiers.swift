internal import GossipWire

extension Statement {
    /// Binds an id as its 32 bytes, or NULL.
    @discardableResult
    func bind(_ id: MessageID?, at index: Int32) -> Statement {
        guard let id else { return bind([UInt8]?.none, at: index) }
        bind(words: id.words, at: index)
        return self
    }

    /// Binds a key as its 32 bytes.
    @discardableResult
    func bind(_ key: AuthorKey, at index: Int32) -> Statement {
        bind(words: key.words, at: index)
        return self
    }

    private func bind(words: (UInt64, UInt64, UInt64, UInt64), at index: Int32) {
        withBigEndianBytes(words) { bind(raw: $0, at: index) }
    }

    /// The id in the column.
    func messageID(_ column: Int32) throws(StoreError) -> MessageID {
        guard let words = words(column) else { throw damaged("an id is not 32 bytes long") }
        return MessageID(words.0, words.1, words.2, words.3)
    }

    /// The key in the column.
    func authorKey(_ column: Int32) throws(StoreError) -> AuthorKey {
        guard let words = words(column) else { throw damaged("a key is not 32 bytes long") }
        return AuthorKey(words.0, words.1, words.2, words.3)
    }

    /// Binds the identity of a file as its 16 bytes.
    @discardableResult
    func bind(_ incarnation: LogIncarnation, at index: Int32) -> Statement {
        bind(incarnation.bytes, at: index)
    }

    /// The identity of a file in the column.
    func incarnation(_ column: Int32) throws(StoreError) -> LogIncarnation {
        guard let incarnation = LogIncarnation(bytes: bytes(column)) else {
            throw damaged("an incarnation is not 16 bytes long")
        }
        return incarnation
    }

    /// Four big-endian words, or `nil` when the column does not hold 32 bytes.
    private func words(_ column: Int32) -> (UInt64, UInt64, UInt64, UInt64)? {
        withBytes(column) { bytes in
            guard bytes.count == 32 else { return nil }
            return (
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
            )
        }
    }
}

extension MessageID {
    /// Lends the 32 bytes, valid inside the body only.
    func withBigEndianBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        GossipStore.withBigEndianBytes(words, body)
    }
}

/// Lends the bytes of four words, valid inside the body only.
private func withBigEndianBytes<Result>(
    _ words: (UInt64, UInt64, UInt64, UInt64),
    _ body: (UnsafeRawBufferPointer) -> Result
) -> Result {
    let bytes = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
    return withUnsafeBytes(of: bytes, body)
}
