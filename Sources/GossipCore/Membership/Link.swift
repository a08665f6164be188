internal import GossipWire

/// The link to one peer: its identity, its path, its status, and the tokens of both sides.
struct Link: Sendable {
    /// The name of the link: the address that was contacted, or from which the peer was first heard.
    let address: PeerAddress
    /// The path: the address to which datagrams go.
    ///
    /// Another than ``address`` once the peer has shown that it receives elsewhere.
    private(set) var path: PeerAddress
    /// Another address from which the peer was heard, until it has answered from there.
    var candidate: PathCandidate?
    /// The time of the last datagram from ``path``.
    var pathHeard: UInt64 = 0
    /// True when this node contacted the address, and so can dial it.
    let isDialled: Bool
    /// True for a peer that the user named; it is never forgotten.
    var isConfigured: Bool
    var status = PeerStatus.unknown
    var node: AuthorKey?
    var name = ""
    var isStatic = false
    /// The reason found for the peer's silence.
    var absence: PeerAbsence?
    /// The status that was reported last.
    var toldStatus = PeerStatus.unknown
    /// The time of a coming that is not reported yet.
    var untoldSince: UInt64?
    /// The changes of key and name; the first answer is none.
    private var identityChanges = IdentityChanges()
    /// The token that the peer must put into its datagrams to this node.
    private(set) var ownToken: AddressToken
    /// The token of the path before, accepted until the peer uses the new one.
    private(set) var formerToken = AddressToken.none
    /// The token that this node must put into its datagrams to the peer.
    private(set) var theirToken = AddressToken.none
    /// True once the peer has answered a greeting in its present run.
    private(set) var isIntroduced = false

    // Probing.
    var lastHeard: UInt64 = 0
    var lastHeardWall: UInt64 = 0
    var nextContact: UInt64
    var failures = 0
    /// The time at which the peer last brought a new message; at first, that of its coming up.
    var usedAt: UInt64 = 0
    /// The time of the last greeting that brought no answer yet.
    var greetedAt: UInt64 = 0
    private(set) var nonce: UInt64 = 0
    /// The nonce of the probe before: the peer may not have the last one yet.
    private var formerNonce: UInt64 = 0
    /// The nonce of the peer's last probe, `nil` before the first.
    var theirNonce: UInt64?
    /// The time of the peer's last goodbye that was believed, `nil` for none.
    var partedAt: UInt64?
    /// The time of the unanswered probe, 0 for none.
    var probedAt: UInt64 = 0
    /// The smoothed round trip in nanoseconds, 0 before the first.
    var roundTrip: UInt64 = 0
    /// Datagrams sent, in all and up to the last probe.
    var sent: UInt64 = 0
    var sentAtProbe: UInt64 = 0
    var received: UInt64 = 0
    /// The streams that the peer may still have served.
    var streamRate: RateMeter

    /// The cursor of an earlier run, or of an earlier time in contact.
    var cursor: PeerCursor?

    init(
        address: PeerAddress,
        isConfigured: Bool,
        isDialled: Bool,
        token: AddressToken,
        streamsPerSecond: Int,
        at now: UInt64
    ) {
        self.address = address
        path = address
        self.isConfigured = isConfigured
        self.isDialled = isDialled
        ownToken = token
        nextContact = now
        streamRate = RateMeter(perSecond: streamsPerSecond)
    }

    var isUp: Bool { status == .up || status == .suspect }

    /// The address at which the peer's streams are dialled.
    var streamAddress: PeerAddress { isDialled ? address : path }

    /// The effect that dials a stream for the peer, which has asked for it by its ticket.
    func dialBack(_ ticket: DialTicket) -> Effect {
        .dialBack(ticket, for: address, at: streamAddress)
    }

    /// Moves the link to another path, with the token for it.
    mutating func move(to path: PeerAddress, token: AddressToken) {
        formerToken = ownToken
        ownToken = token
        self.path = path
        candidate = nil
    }

    /// Drops the former token, and returns it.
    mutating func retireFormerToken() -> AddressToken {
        defer { formerToken = .none }
        return formerToken
    }

    /// Takes the token that the peer gives out; a new one belongs to a new run, which must be
    /// greeted.
    mutating func learn(_ token: AddressToken) {
        // A peer that greets is greeted in turn: only its answer tells its name.
        if token != theirToken { isIntroduced = false }
        theirToken = token
    }

    /// True for the key and name known so far, or for a change that may be believed now.
    ///
    /// A change counts, in the peer's present run as in another. A name after none is not a change.
    mutating func accepts(
        _ claimed: AuthorKey,
        name newName: String? = nil,
        at now: UInt64,
        _ limits: Limits
    ) -> Bool {
        let isRenamed = newName.map { !name.isEmpty && $0 != name } ?? false
        guard isRenamed || (node.map { $0 != claimed } ?? false) else { return true }
        return identityChanges.spend(at: now, limits)
    }

    /// Takes in the peer's answer to a greeting.
    mutating func introduce(_ greeting: Greeting) {
        theirToken = greeting.token
        isIntroduced = true
        node = greeting.node
        name = greeting.name
        isStatic = greeting.isStatic
    }

    /// Notes that a probe goes out.
    mutating func probe(_ nonce: UInt64, at now: UInt64, next: UInt64) {
        formerNonce = self.nonce
        self.nonce = nonce
        probedAt = now
        sentAtProbe = sent
        nextContact = next
        sent += 1
    }

    /// True for the nonce of a probe that the peer may have had last.
    func hasProbed(_ nonce: UInt64) -> Bool {
        nonce != 0 && (nonce == self.nonce || nonce == formerNonce || nonce == candidate?.nonce)
    }

    /// Makes the probes so far worth nothing.
    mutating func forgetProbes() {
        nonce = 0
        formerNonce = 0
        candidate = nil
        probedAt = 0
    }

    /// Takes the round trip of the last probe.
    ///
    /// RFC 6298: a new sample weighs one eighth.
    mutating func measure(_ sample: UInt64) {
        roundTrip = roundTrip == 0 ? sample : roundTrip - roundTrip / 8 + sample / 8
        probedAt = 0
    }

    /// The facts about the peer for listings and for the next run.
    func observation(cursor: PeerCursor?) -> PeerObservation {
        PeerObservation(
            address: address,
            node: node,
            name: name,
            isConfigured: isConfigured,
            status: status,
            lastSeen: lastHeardWall,
            roundTripMicroseconds: roundTrip / 1_000,
            failures: failures,
            cursor: cursor
        )
    }
}
