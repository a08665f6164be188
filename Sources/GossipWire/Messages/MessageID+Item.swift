public import Negentropy

extension ItemID {
    /// Makes the identifier of a message: the same 32 bytes.
    @inlinable
    public init(_ id: MessageID) {
        self = id.bytes32
    }
}

extension Item {
    /// Makes the item of a message: its time and its id.
    @inlinable
    public init(_ id: MessageID) {
        self.init(timestamp: id.time, id: id.bytes32)
    }
}
