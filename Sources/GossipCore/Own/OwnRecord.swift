public import GossipWire

/// The newest message that a key has signed, which the next one names.
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

/// The record beside a node's key, which shows that a log has gone back in time.
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
