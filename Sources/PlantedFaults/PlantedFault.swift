/// A bug that is put in on purpose, to see that the simulator finds it.
///
/// Each is switched on by a ``Faults`` at the very place where the bug would be.
public enum PlantedFault: String, CaseIterable, Sendable {
    /// The core counts a message as seen before it is durable.
    case seenBeforeCommit
    /// A session that pulled after a cursor takes that for proof.
    case noClosingRound
    /// A split that does not fit a frame is dropped, and what the frame leaves out is believed equal.
    case droppedSplit
    /// A node that catches up relays.
    case relayWhileCatchingUp
    /// A message of a catch-up must be fresh, as a live one.
    case freshnessOnReplay
    /// A session that was cut counts as done.
    case forgetsOnCut
    /// The core takes a message that it has seen for a new one.
    case noDeduplication
    /// A message is acknowledged before its commit.
    case acknowledgesBeforeCommit
    /// A restored node counts on from what its log has.
    case reusesSequence
    /// A message counts as authentic when its author wrote the next number.
    case skipsBackLink
    /// What waits for a peer has no bound.
    case unboundedQueue
    /// Datagrams of peers that are not up are dropped without a count.
    case dropsUncounted
    /// A node goes live although its session failed.
    case liveWithoutProof
    /// What waits for a lost peer is dropped without a count.
    case forgetsQueueUncounted
    /// A failed commit counts as stored.
    case storesFailedCommit
    /// The log takes what it has pruned when a peer brings it again.
    case storesPruned
    /// A look at a log that is not too large puts its horizon back.
    case movesHorizonBack
    /// A session compares what one side keeps, not what both keep.
    case comparesOwnBounds
    /// A clock is believed at once.
    case believesAnyClock
    /// A step of pruning takes one message too many.
    case prunesTooMuch
    /// An author's head goes with the message.
    case prunesHead
    /// What is pruned stays in the digests that are compared with the peers'.
    case digestsKeepPruned
}
