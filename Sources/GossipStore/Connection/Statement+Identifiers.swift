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

    /// The time in the column, in milliseconds since 1970; one before counts as 1970.
    func milliseconds(_ column: Int32) -> UInt64 { UInt64(clamping: int64(column)) }

    /// The time in the column, or `nil` for NULL.
    func optionalMilliseconds(_ column: Int32) -> UInt64? {
        isNull(column) ? nil : milliseconds(column)
    }

    /// Binds a time in milliseconds since 1970.
    @discardableResult
    func bind(milliseconds: UInt64, at index: Int32) -> Statement {
        bind(Int64(clamping: milliseconds), at: index)
    }

    /// Binds a time in milliseconds since 1970, or NULL.
    @discardableResult
    func bind(milliseconds: UInt64?, at index: Int32) -> Statement {
        bind(milliseconds.map { Int64(clamping: $0) }, at: index)
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
