/// A bug planted on purpose, which the simulator must find.
///
/// A ``Faults`` switches it on, at the very line where the bug would be.
public enum PlantedFault: String, CaseIterable, Sendable {
    /// The core counts a message as seen before it is durable.
    case seenBeforeCommit
    /// A session takes a pull after a cursor for proof.
    case noClosingRound
    /// A split that does not fit a frame is dropped, and its ranges are believed equal.
    case droppedSplit
    /// A node that catches up relays.
    case relayWhileCatchingUp
    /// A message of a catch-up must be fresh, as a live one.
    case freshnessOnReplay
    /// A session that is cut counts as done.
    case forgetsOnCut
    /// The core takes a message already seen for a new one.
    case noDeduplication
    /// A message is acknowledged before its commit.
    case acknowledgesBeforeCommit
    /// A restored node continues after the last number in its log.
    case reusesSequence
    /// A message counts as authentic when its author wrote the next number.
    case skipsBackLink
    /// The queue of a peer has no bound.
    case unboundedQueue
    /// Datagrams of peers that are not up are dropped without a count.
    case dropsUncounted
    /// A node goes live although its session failed.
    case liveWithoutProof
    /// The queue of a lost peer is dropped without a count.
    case forgetsQueueUncounted
    /// A failed commit counts as stored.
    case storesFailedCommit
    /// The log stores a pruned message again.
    case storesPruned
    /// A step of pruning moves the horizon of a log back.
    case movesHorizonBack
    /// A session compares within the bounds of one side, not of both.
    case comparesOwnBounds
    /// A snapshot for a session holds what is above the cut of either side.
    case comparesCutMessages
    /// A node goes live by the proof of a peer that cuts what others keep.
    case acceptsForeignCuts
    /// A session takes in messages dated far ahead.
    case ignoresCeiling
    /// A message that a successor vouches for counts as signed.
    case judgesByBatch
    /// An unchecked message is sent without its successor.
    case sendsUnchecked
    /// A message whose signature turned out wrong stays in the log.
    case ignoresConviction
    /// Ids are hashed by half of their bytes.
    case hashesHalf
    /// The addresses remembered have no bound.
    case remembersAll
    /// Strangers take the slots of configured peers that do not answer.
    case reservesNoSlots
    /// A peer of unknown distance counts as the nearest.
    case prefersUnmeasured
    /// A clock is believed at once.
    case believesAnyClock
    /// A step of pruning takes one message too many.
    case prunesTooMuch
    /// The head of an author's chain is pruned with its message.
    case prunesHead
    /// Pruned messages stay in the digests compared with peers.
    case digestsKeepPruned
    /// Two packets in sixty-four are sealed under one counter.
    case repeatsCounter
    /// A copy of the last packet of a handshake begins the counters anew.
    case completesTwice
    /// A packet that comes again is opened again.
    case opensCopies
    /// A counter is marked before its packet has turned out authentic.
    case marksBeforeOpening
    /// The hint of a peer that it does not know a session tears the channel down.
    case hintTearsDown
    /// Each initiation counts as one with a cookie.
    case skipsCookie
    /// Keys are used for as long as the node runs.
    case keepsOldKeys
    /// An initiator sends under keys that the responder has not confirmed.
    case sendsUnconfirmed
    /// The strikes of a peer are forgotten with a new link: they belong to its address.
    case forgivesNewLinks
    /// The strikes of peers are forgotten at a restart.
    case forgetsStrikes
    /// Channels to a removed member stay open.
    case keepsRemoved
    /// Of two records about a node the one that came last counts.
    case countsByArrival
    /// A node names its records to others, and sends none.
    case hidesRecords
}
