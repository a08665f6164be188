/// The counts of a run; everything that is dropped is counted by its reason.
public struct Counters: Equatable, Sendable {
    /// A reason for dropping something.
    public enum Drop: Int, CaseIterable, Sendable {
        /// A datagram that is not of this protocol, or cut.
        case malformedDatagram
        /// A datagram of another version or an unknown kind.
        case unknownDatagram
        /// A datagram with the wrong token for its address.
        case wrongToken
        /// A datagram of an address that is no peer: not given to a static node, or no room.
        case notAPeer
        /// Greetings above the rate.
        case greetingRate
        /// A goodbye that was used before, or that follows another too soon.
        case staleGoodbye
        /// A greeting or probe that changes the key or the name of a peer too soon again.
        case identityRate
        /// A greeting from this very node.
        case ownGreeting
        /// Bytes in a datagram that are no message.
        case malformedMessage
        /// A message too far in the future.
        case futureMessage
        /// A message that was already seen.
        case duplicate
        /// A message that the log already held.
        case storedDuplicate
        /// A message whose author did not sign it.
        case forged
        /// A message that was taken in unchecked, and removed for its signature.
        case convicted
        /// A message for which there is no room before the log.
        case inFlightFull
        /// A message above the number or the bytes that its peer may bring a second; it comes later.
        case intakeRate
        /// A message above what is relayed at once of its author; it is announced once it is stored.
        case authorRate
        /// A message whose commit failed.
        case commitFailed
        /// An announced id for which there is no room.
        case wantedFull
        /// An announced message that nobody delivered; the digests repair it.
        case wantedGivenUp
        /// An announcement for which there is no room; the digests repair it.
        case announcementsFull
        /// A requested id above what one peer may ask at once.
        case lookUpsFull
        /// A gossiped address that cannot be a peer, or for which there is no room.
        case addressRefused
        /// A datagram with messages or ids from a peer that is not up, or an answer meant for one.
        case peerNotUp
        /// A datagram without a token, from a peer that is not up: nothing could be sent to it.
        case noToken
        /// A datagram with messages or ids, or a request to dial, from a peer that is muted for its strikes.
        case muted
        /// A message in the queue of a peer that was lost; the next session brings it.
        case waitedForLostPeer
        /// An id in the queue of a peer that was lost; the next session brings its message.
        case announcedToLostPeer
        /// An id that arrived before the node was live, above the bound; the digests repair it.
        case heldBackFull
        /// A message outside the scope of the log: too old, or past its lifetime.
        case pruned
        /// A message of an author whom this node blocks, or who was removed: above the cut.
        case cut
        /// A message of an author who is no member of the network, which keeps messages of members alone.
        case foreignAuthor
        /// A request to dial a stream, from a peer that asks too often or is not up.
        case dialRequestRate
        /// A first packet of a handshake above the rate, or for which there is no room.
        case handshakeRate
        /// A packet of a handshake that is not authentic: of another network, or changed on its way.
        case handshakeRefused
        /// A packet of a handshake that is over, or never was.
        case staleHandshake
        /// A datagram of a session that this node does not have.
        case unknownSession
        /// A datagram of a session that is not authentic.
        case unauthentic
        /// A datagram that came before, or too late to tell.
        case replayed
        /// Content for a peer with which no session is made, above what waits for one.
        case noChannel
        /// A peer that proved no key, or may not take part.
        case peerRefused
        /// A greeting or probe that claims another key than its sender has proved.
        case foreignClaim
        /// A record of the network above those whose signatures are checked for its peer; it comes later.
        case recordRate
    }

    private var drops = [UInt64](repeating: 0, count: Drop.allCases.count)
    /// Datagrams received.
    public internal(set) var datagramsReceived: UInt64 = 0
    /// Packets among them that a peer had sealed, and that were opened.
    public internal(set) var packetsOpened: UInt64 = 0
    /// Datagrams sent.
    public internal(set) var datagramsSent: UInt64 = 0
    /// Bytes sent in datagrams.
    public internal(set) var bytesSent: UInt64 = 0
    /// New messages that arrived live.
    public internal(set) var messagesReceived: UInt64 = 0
    /// Messages put in the queues of peers.
    public internal(set) var messagesRelayed: UInt64 = 0
    /// Payloads that pressure turned into announcements.
    public internal(set) var payloadsAnnounced: UInt64 = 0
    /// Ids asked of peers.
    public internal(set) var requested: UInt64 = 0

    /// Messages that left in datagrams.
    public internal(set) var messagesSent: UInt64 = 0
    /// Ids put in the queues of peers, to be announced.
    public internal(set) var idsQueued: UInt64 = 0
    /// Ids that left in announcements.
    public internal(set) var idsSent: UInt64 = 0
    /// Ids that waited until the peer had the message.
    public internal(set) var idsSpared: UInt64 = 0

    /// The number of things dropped for this reason.
    public subscript(drop: Drop) -> UInt64 { drops[drop.rawValue] }

    /// The number of things dropped for all reasons together.
    public var dropped: UInt64 { drops.reduce(0, &+) }

    /// Counts a datagram that goes out.
    mutating func sent(_ bytes: Int) {
        datagramsSent += 1
        bytesSent += UInt64(bytes)
    }

    mutating func count(_ drop: Drop, _ times: Int = 1) {
        drops[drop.rawValue] &+= UInt64(times)
    }
}
