internal import GossipCore
internal import GossipWire

/// A record of one run of a node on the wire, for checks that do not trust its counters.
struct Ledger {
    /// The identity of a message in a datagram, read without hashing it.
    struct Key: Hashable {
        let author: UInt64
        let sequence: UInt64

        init(_ message: Message) {
            author = message.author.words.0
            sequence = message.sequence
        }

        /// Reads the key of an encoded message.
        init?(_ bytes: UnsafeRawBufferPointer) {
            guard bytes.count >= Message.overhead else { return nil }
            author = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt64.self))
            sequence = UInt64(
                bigEndian: bytes.loadUnaligned(fromByteOffset: 34, as: UInt64.self)
            )
        }
    }

    /// A message and the address it goes to.
    struct Transmission: Hashable {
        let key: Key
        let to: PeerAddress
    }

    /// A message and the node that has asked for it, whatever its address then.
    struct Request: Hashable {
        let key: Key
        let by: Int?
    }

    /// Messages received during the present catch-up.
    var held: Set<Key> = []
    /// The ids of the same messages.
    var heldIDs: Set<MessageID> = []
    /// Messages whose check began while the node was live: they are relayed as soon as it is done.
    var relayable: Set<Key> = []
    /// The number of transmissions of each message to each peer.
    var sent: [Transmission: Int] = [:]
    /// The number of requests for each.
    var asked: [Request: Int] = [:]
    /// The number of failed commits of each message: its repeat is relayed again.
    var failed: [Key: Int] = [:]
    /// Outcomes of messages received in datagrams.
    var relayOutcomes: UInt64 = 0
    /// Messages sent in datagrams.
    var messagesSent: UInt64 = 0
    /// The packets of sessions that were sent: a hash of their bytes, by the open part.
    var sealed: [DataPacket: Int] = [:]
    /// The packets of sessions that were opened.
    var opened: Set<DataPacket> = []
    /// The greatest counter opened in each session.
    var newest: [UInt32: UInt64] = [:]

    mutating func hold(_ message: Message) {
        // An earlier copy was relayed or announced while the node was live, and its commit failed or
        // is under way.
        guard failed[Key(message)] == nil, !relayable.contains(Key(message)) else { return }
        held.insert(Key(message))
        heldIDs.insert(message.id)
    }

    mutating func goLive() {
        held.removeAll(keepingCapacity: true)
        heldIDs.removeAll(keepingCapacity: true)
    }
}
