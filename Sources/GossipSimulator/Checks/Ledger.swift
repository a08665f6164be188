internal import GossipCore
internal import GossipWire

/// What the wire shows of one run of a node, for checks that do not trust its counters.
struct Ledger {
    /// A message as it stands in a datagram, told apart without hashing it.
    struct Key: Hashable {
        let author: UInt64
        let sequence: UInt64

        init(_ message: Message) {
            author = message.author.words.0
            sequence = message.sequence
        }

        /// Of encoded bytes.
        init?(_ bytes: UnsafeRawBufferPointer) {
            guard bytes.count >= Message.overhead else { return nil }
            author = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt64.self))
            sequence = UInt64(
                bigEndian: bytes.loadUnaligned(fromByteOffset: 34, as: UInt64.self)
            )
        }
    }

    /// A message on its way to a peer.
    struct Sending: Hashable {
        let key: Key
        let to: PeerAddress
    }

    /// Messages that came in while the node was not live, of the present time of catching up.
    var held: Set<Key> = []
    var heldIDs: Set<MessageID> = []
    /// How often each message went to each peer.
    var sent: [Sending: Int] = [:]
    /// How often each was asked for.
    var asked: [Sending: Int] = [:]
    /// How often a commit of it has failed: its repeat is relayed again.
    var failed: [Key: Int] = [:]
    /// Outcomes of messages that came in datagrams.
    var relayOutcomes: UInt64 = 0
    /// Messages seen leaving in datagrams.
    var messagesSent: UInt64 = 0

    mutating func hold(_ message: Message) {
        // It had come before, was relayed or announced while live, and could not be stored.
        guard failed[Key(message)] == nil else { return }
        held.insert(Key(message))
        heldIDs.insert(message.id)
    }

    mutating func goLive() {
        held.removeAll(keepingCapacity: true)
        heldIDs.removeAll(keepingCapacity: true)
    }
}
