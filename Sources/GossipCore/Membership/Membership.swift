internal import DequeModule
internal import GossipWire
internal import PlantedFaults

/// The machine that keeps the links of the node, and finds peers for more.
///
/// A link goes through greeting and probing, see <doc:Links>. The other machines know a peer by its
/// slot: they are told of a link that is made, comes up, goes down or is forgotten.
struct Membership: ~Copyable {
    let configuration: NodeConfiguration
    let limits: Limits
    let tokenKey: AddressTokenKey
    /// The links by slot.
    ///
    /// Slots are few and do not move, so that a set of peers is one word.
    var links: [Link?] = []
    private var slotOf: [PeerAddress: Int] = [:]
    /// The slots by the tokens given to their peers.
    var slotOfToken: [AddressToken: Int] = [:]
    /// The configured peers without a slot, in the order of their turns.
    var waiting: [Link] = []
    var addresses: AddressBook
    /// The greetings that may still be answered.
    var greetings: SourceBudget
    /// The probes of strangers whose tokens may still be checked.
    var strangerProbes: SourceBudget
    var nextDiscovery: UInt64 = 0
    /// The earliest time at which an idle peer gives up its slot again.
    var nextEviction: UInt64 = 0
    /// The peers that answer.
    var up = PeerSet.none
    /// The actions that the router has not yet performed.
    var actions = Deque<Action>()

    init(_ configuration: NodeConfiguration, at now: UInt64) {
        precondition(configuration.limits.activePeersMax <= PeerSet.capacity, "one bit a peer")
        self.configuration = configuration
        limits = configuration.limits
        tokenKey = AddressTokenKey(configuration.seed.1, configuration.seed.2)
        addresses = AddressBook(
            countMax: configuration.faults.has(.remembersAll)
                ? .max : configuration.limits.knownPeersMax
        )
        greetings = Self.greetingBudget(configuration.limits, salt: configuration.seed.1)
        strangerProbes = Self.greetingBudget(configuration.limits, salt: configuration.seed.2)
    }

    private static func greetingBudget(_ limits: Limits, salt: UInt64) -> SourceBudget {
        SourceBudget(
            perSecond: limits.greetingsPerSecond,
            perSource: limits.greetingsPerSource,
            perSecondOfKnown: limits.greetingsPerSecondOfKnown,
            salt: salt
        )
    }

    /// An order to the outside, or a fact for the other machines.
    enum Action: Equatable, Sendable {
        /// Send a datagram of the link protocol.
        case send(LinkDatagram, to: PeerAddress, AddressToken)
        /// Send a probe with this nonce to an address; the router adds the state of the node.
        case sendProbe(Int, nonce: UInt64, to: PeerAddress)
        /// A link with another path.
        case moved(Int)
        /// A new link in a slot; the state of others for this slot is of an earlier one.
        case made(Int, PeerAddress)
        /// A link that is forgotten.
        case forgotten(Int)
        /// A peer that has come up.
        case up(Int)
        /// A peer that has gone down: silent, or gone with a goodbye.
        case down(Int)
        /// The state that a peer told in a probe; the peer can be answered.
        case probed(Int, Probe)
        /// The answer of a peer to a probe.
        case answered(Int, ProbeAnswer)
        /// Find out why an address does not answer.
        case knock(PeerAddress)
        /// Tell people and programs.
        case report(NodeReport)
        /// Store the facts about a peer.
        case remember(Int)
    }

    // MARK: Slots

    /// The slot of the peer at an address.
    func slot(of address: PeerAddress) -> Int? { slotOf[address] }

    /// The address of the peer in a slot.
    func address(of slot: Int) -> PeerAddress? { links[slot]?.address }

    /// The number of links, whatever their status.
    var linkCount: Int { slotOf.count }

    /// The number of peers in contact, or waiting for their turn.
    var contactCount: Int { slotOf.count + waiting.count }

    /// A new link to an address, without a slot.
    func newLink(
        _ address: PeerAddress,
        isConfigured: Bool,
        isDialled: Bool = true,
        at now: UInt64
    ) -> Link {
        Link(
            address: address,
            isConfigured: isConfigured,
            isDialled: isDialled,
            token: tokenKey.token(for: address),
            streamsPerSecond: limits.streamsPerSecond,
            at: now
        )
    }

    /// Makes a link in a free slot, or in that of a peer that does not answer.
    ///
    /// A peer that waits for its turn has it now. Half of the slots are kept for configured peers, also for
    /// silent ones: nobody else calls them.
    mutating func makeLink(_ link: Link) -> Int? {
        let mayTakeConfigured =
            trusted.configured.count > slotsKept || configuration.faults.has(.reservesNoSlots)
        let free = freeSlot { $0.failures > 0 && (mayTakeConfigured || !$0.isConfigured) }
        guard let slot = free ?? (link.isConfigured ? reclaimSlot() : nil) else { return nil }
        let known = waiting.firstIndex { $0.address == link.address }
        occupy(slot, with: known.map { waiting.remove(at: $0) } ?? link)
        return slot
    }

    /// Puts a link into an empty slot.
    mutating func occupy(_ slot: Int, with link: Link) {
        links[slot] = link
        slotOf[link.address] = slot
        slotOfToken[link.ownToken] = slot
        addresses.remove(link.address)
        addresses.trim(besides: linkCount)
        actions.append(.made(slot, link.address))
    }

    /// Forgets the link in a slot.
    mutating func forget(_ slot: Int) {
        guard let link = links[slot] else { return }
        if link.isUp { actions.append(.down(slot)) }
        forgetTokens(of: slot)
        slotOf[link.address] = nil
        links[slot] = nil
        up.remove(slot)
        actions.append(.forgotten(slot))
    }
}
