internal import GossipWire
internal import Negentropy

extension Statement {
    /// Binds an id as its 32 bytes, or NULL.
    @discardableResult
    func bind(_ id: MessageID?, at index: Int32) -> Statement {
        guard let id else { return bind([UInt8]?.none, at: index) }
        return bind(id.bytes32, at: index)
    }

    /// Binds a key as its 32 bytes.
    @discardableResult
    func bind(_ key: AuthorKey, at index: Int32) -> Statement {
        bind(key.bytes32, at: index)
    }

    private func bind(_ bytes32: Bytes32, at index: Int32) -> Statement {
        bytes32.withBytes { bind(raw: $0, at: index) }
        return self
    }

    /// The id in the column.
    func messageID(_ column: Int32) throws(StoreError) -> MessageID {
        guard let bytes = bytes32(column) else { throw damaged("an id is not 32 bytes long") }
        return MessageID(bytes)
    }

    /// The key in the column.
    func authorKey(_ column: Int32) throws(StoreError) -> AuthorKey {
        guard let bytes = bytes32(column) else { throw damaged("a key is not 32 bytes long") }
        return AuthorKey(bytes)
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

    /// The 32 bytes in the column, or `nil` when it holds another number.
    private func bytes32(_ column: Int32) -> Bytes32? {
        withBytes(column) { bytes in
            bytes.count == Bytes32.length ? Bytes32(loading: bytes) : nil
        }
    }
}
