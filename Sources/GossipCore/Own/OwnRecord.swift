public import GossipWire

/// The newest message that a key has signed: what the next one has to name.
public struct OwnHead: Hashable, Sendable {
    /// Its sequence.
    public let sequence: UInt64
    /// Its id.
    public let id: MessageID

    /// Makes a head.
    public init(sequence: UInt64, id: MessageID) {
        self.sequence = sequence
        self.id = id
    }
}

/// What a node keeps beside its key: by it, it notices that its log has gone back in time.
public struct OwnRecord: Equatable, Sendable {
    /// The token of the last run, as the log had it.
    public var runToken: [UInt8]
    /// The newest message signed with the key, `nil` when it has never signed one.
    public var head: OwnHead?

    /// Makes a record.
    public init(runToken: [UInt8], head: OwnHead?) {
        self.runToken = runToken
        self.head = head
    }
}
