public import GossipWire

/// The changes of a merge to the records that a roster holds.
public struct RosterChange: Equatable, Sendable {
    /// The fate of each record, in the order in which they were given.
    public var outcomes: [RecordOutcome] = []
    /// The records to be stored.
    public var added: [NetworkRecord] = []
    /// The records that need not be stored any longer.
    public var dropped: [RecordID] = []

    /// True when there is nothing to store.
    public var isEmpty: Bool { added.isEmpty && dropped.isEmpty }
}
