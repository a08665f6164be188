internal import BasicContainers
internal import DequeModule
internal import GossipWire
internal import PlantedFaults

/// The machine that makes and keeps the sealed channels to peers: whatever leaves or reaches a node goes through it.
///
/// The others hand it contents for addresses, and get contents of peers that have proved their keys. See
/// <doc:Channels>.
struct Channels: ~Copyable {
    var configuration: ChannelConfiguration
    let limits: ChannelLimits
    let faults: Faults
    /// The channels by place; a place is used again.
    var table: [Channel?] = []
    /// The place of the channel to an address.
    var placeOf: [PeerAddress: Int] = [:]
    /// The place of the channel with keys of an own number.
    var placeOfIndex: [UInt32: Int] = [:]
    /// The addresses with which others have contact: their channels stay, and their handshakes have room apart.
    var contacts: Set<PeerAddress> = []
    /// The handshakes that this node has begun.
    var initiations: RigidArray<Initiation>
    /// The handshakes that others have begun.
    var halfOpen: RigidArray<HalfOpen>
    /// The fresh key for the next handshake that is answered.
    ///
    /// To make one costs more than to refuse a stranger, who does not use it up.
    var spare: NoiseKeyPair
    /// The keys of the packets that are not sealed, in the order of the network's keys.
    var hintKeys: [LinkHintKey]
    /// The beginnings of handshakes, in the same order.
    var openings: [NoiseHandshake.Opening]
    /// The time at which all keys but the newest are forgotten; `nil` when they count on.
    var forgetsKeysAt: UInt64?
    /// The news for others.
    var events = Deque<Event>()
    /// The earliest time at which ``tick(_:into:)`` has something to do.
    private(set) var nextDeadline = UInt64.max

    var examined: SourceBudget
    var answered: SourceBudget
    var unproved: RateMeter
    var hints: RateMeter
    var cookies: CookieJar
    private var runs = RunWatch()

    /// Something that happened to a channel.
    enum Event: Equatable, Sendable {
        /// A peer has proved its key, and can be sent to at this address.
        case opened(PeerAddress, AuthorKey)
        /// The node at an address was refused.
        case refused(PeerAddress, LinkRefusal)
        /// The node at an address has refused this one.
        case refusedBy(PeerAddress, LinkRefusal)
        /// An address is this node's own: a handshake with it has come back.
        case isSelf(PeerAddress)
        /// The node that has just proved its key at an address runs twice.
        case runsTwice(PeerAddress, AuthorKey)
        /// A pass that a peer has shown, and that this node did not hold.
        case shown(Pass)
        /// The peer at an address and this node may belong together by records that one of them lacks.
        case exchange(PeerAddress)
    }

    init(
        _ configuration: ChannelConfiguration,
        limits: ChannelLimits = ChannelLimits(),
        faults: Faults = Faults(),
        random: inout SplitMix64
    ) {
        self.configuration = configuration
        self.faults = faults
        var limits = limits
        if faults.has(.keepsOldKeys) { limits.expiry = .max / 2 }
        self.limits = limits
        initiations = RigidArray(capacity: limits.initiationsMax)
        halfOpen = RigidArray(capacity: limits.halfOpenMax)
        spare = configuration.freshKeys.next(&random)
        hintKeys = configuration.keys.all.map { LinkHintKey($0) }
        openings = configuration.keys.all.map { configuration.opening(with: $0) }
        examined = SourceBudget(
            perSecond: limits.examinedPerSecond,
            perSource: limits.examinedPerSecond,
            perSecondOfKnown: limits.examinedPerSecondOfKnown,
            salt: random.next()
        )
        answered = SourceBudget(
            perSecond: limits.answeredPerSecond,
            perSource: limits.answeredPerSource,
            perSecondOfKnown: limits.answeredPerSecond,
            salt: random.next()
        )
        unproved = RateMeter(perSecond: limits.initiationsWithoutCookie)
        hints = RateMeter(perSecond: limits.hintsPerSecond)
        cookies = CookieJar(life: limits.cookieLife)
    }

    /// Notes the channel key by which a node was met, and tells when another run of it goes on as well.
    mutating func met(
        _ node: AuthorKey,
        by key: [UInt8]?,
        at address: PeerAddress,
        _ turn: Turn
    ) {
        guard let key, runs.met(node, by: key, at: turn.now.monotonic) else { return }
        events.append(.runsTwice(address, node))
    }

    // MARK: Sending

    /// Seals content for the peer at an address, or keeps it until a handshake with it is done.
    mutating func send(
        _ content: ArraySlice<UInt8>,
        to address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        guard let place = placeOf[address],
            let sealing = table[place]?.nextSealing(at: turn.now.monotonic, limits, faults)
        else { return hold(content, for: address, &turn, into: &effects) }
        seal(content, sealing, in: place, to: address, &turn, into: &effects)
        renewIfOld(sealing, in: place, at: address, &turn, into: &effects)
    }

    /// Seals content and sends it; the only caller of ``LinkData/seal(_:with:counter:to:into:)``.
    mutating func seal(
        _ content: ArraySlice<UInt8>,
        _ sealing: Channel.Sealing,
        in place: Int,
        to address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        let isSealed = effects.send(to: address, &turn) { bytes in
            let sealed: Void? = try? LinkData.seal(
                content,
                with: sealing.key,
                counter: sealing.counter,
                to: sealing.index,
                into: &bytes
            )
            return sealed != nil
        }
        guard isSealed else { return turn.count(.noChannel) }
        let deadline = table[place]?.noteSent(
            to: address,
            isConfirmation: content.isEmpty,
            at: turn.now.monotonic,
            limits
        )
        nextDeadline = min(nextDeadline, deadline ?? .max)
    }

    /// Keeps content for the peer's confirmation, or for a handshake.
    private mutating func hold(
        _ content: ArraySlice<UInt8>,
        for address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        guard let place = placeOf[address], table[place]?.awaitsConfirmation == true else {
            return initiate(address, holding: content, &turn, into: &effects)
        }
        hold([Array(content)], for: address, in: place, &turn)
    }

    /// Keeps contents for the peer's confirmation, as many as there is room for.
    mutating func hold(
        _ contents: [[UInt8]],
        for address: PeerAddress,
        in place: Int,
        _ turn: inout Turn
    ) {
        let room = max(0, limits.heldMax - (table[place]?.held.count ?? limits.heldMax))
        table[place]?.held += contents.prefix(room).map {
            Channel.Held(address: address, content: $0)
        }
        turn.count(.noChannel, max(0, contents.count - room))
    }

    /// Begins a handshake for keys that have served long enough; they serve on until it is done.
    private mutating func renewIfOld(
        _ sealing: Channel.Sealing,
        in place: Int,
        at address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        let age = turn.now.monotonic - min(turn.now.monotonic, sealing.madeAt)
        let isMany = sealing.counter >= limits.renewAfterDatagrams
        guard age >= limits.renewAfter || isMany, let node = table[place]?.node else { return }
        let isFirst = configuration.credential.node < node
        guard age >= (isFirst ? limits.renewAfter : limits.renewAfterOther) || isMany,
            table[place]?.awaitsConfirmation == false
        else { return }
        initiate(address, &turn, into: &effects)
    }

    // MARK: Time

    /// Does what is due, and notes when something is due next.
    mutating func tick(_ turn: inout Turn, into effects: inout Effects) {
        let now = turn.now.monotonic
        guard now >= nextDeadline else { return }
        forgetKeys(at: now)
        tickInitiations(&turn, into: &effects)
        dropHalfOpen(at: now)
        for place in table.indices where table[place] != nil {
            tickChannel(place, &turn, into: &effects)
        }
        noteDeadline()
    }

    /// Notes when something is due next, after what changed it.
    mutating func noteDeadline() {
        var deadline = forgetsKeysAt ?? UInt64.max
        for place in initiations.indices { deadline = min(deadline, initiations[place].repeatAt) }
        for place in halfOpen.indices {
            deadline = min(deadline, halfOpen[place].madeAt + limits.halfOpenPatience)
        }
        for channel in table {
            if let channel { deadline = min(deadline, channel.nextDeadline(limits)) }
        }
        nextDeadline = deadline
    }

    private mutating func tickChannel(
        _ place: Int,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        let now = turn.now.monotonic
        for index in table[place]?.dropOld(at: now, limits) ?? [] { placeOfIndex[index] = nil }
        guard let channel = table[place] else { return }
        guard !channel.keys.isEmpty else { return close(place, &turn) }
        repeatFinish(place, &turn, into: &effects)
        guard let since = channel.unansweredSince, now >= since + limits.silence,
            now >= channel.nextHintAt, let address = channel.path ?? channel.addresses.first
        else { return }
        // It may have restarted. What is there goes on until another handshake is done.
        table[place]?.nextHintAt = now + limits.hintInterval
        initiate(address, &turn, into: &effects)
    }
}
