package import GossipWire
internal import DequeModule

/// The protocol of a node as it runs: a ``NodeCore`` behind the sealed channels to its peers.
///
/// The core reads and writes contents. All that it sends leaves sealed, and all that it gets has come of a proved
/// key. There is no way around the channels: see <doc:Channels>.
package struct SealedCore: ~Copyable {
    /// The protocol within the channels.
    package internal(set) var node: NodeCore
    /// The effects of the last input, with the contents that leave sealed; for whoever watches.
    package internal(set) var contents = Effects()
    /// The effects among them that are handed on.
    private var handedOn = 0
    /// The earliest time at which another peer is asked for records that would let it in.
    private var nextErrand: UInt64 = 0
    /// The content that the last datagram carried, `nil` for none; for whoever watches.
    package private(set) var opened: OpenedContent?
    var channels: Channels
    var recordBudget: RecordBudget

    /// Makes a node that knows its log and no peers yet.
    ///
    /// - Parameters:
    ///   - configuration: The configuration of the protocol.
    ///   - channels: The node's identity on its channels, and its network.
    ///   - channelLimits: The bounds and intervals of the channels.
    ///   - log: The facts about its log.
    ///   - now: The clocks.
    package init(
        configuration: NodeConfiguration,
        channels: ChannelConfiguration,
        channelLimits: ChannelLimits = ChannelLimits(),
        log: LogSummary,
        at now: Now
    ) {
        precondition(
            configuration.node == channels.credential.node,
            "a node proves the key that it goes by"
        )
        recordBudget = RecordBudget(channelLimits)
        node = NodeCore(configuration: configuration, log: log, at: now)
        self.channels = Channels(
            channels,
            limits: channelLimits,
            faults: configuration.faults,
            random: &node.turn.random
        )
        membersChanged()
    }

    /// Takes in one input and appends its effects.
    package mutating func take(_ input: NodeInput, at now: Now, into effects: inout Effects) {
        begin()
        node.take(input, at: now, into: &contents)
        seal(into: &effects)
        if case .tick = input { channels.tick(&node.turn, into: &effects) }
        hear(into: &effects)
    }

    /// Takes in one datagram, whose bytes are needed only during the call.
    package mutating func receive(
        _ bytes: UnsafeRawBufferPointer,
        from address: PeerAddress,
        at now: Now,
        into effects: inout Effects
    ) {
        node.turn.now = now
        begin()
        opened = channels.receive(bytes, from: address, &node.turn, into: &effects)
        if let opened {
            opened.bytes.withUnsafeBytes { bytes in
                node.receive(bytes, from: address, of: opened.node, at: now, into: &contents)
            }
        }
        seal(into: &effects)
        hear(into: &effects)
    }

    /// Admits a session that a peer initiates: see ``NodeCore/admit(_:_:at:into:)``.
    package mutating func admit(
        _ session: SessionID,
        _ greeting: SyncGreeting,
        at now: Now,
        into effects: inout Effects
    ) throws(SyncRefusal) -> PeerAddress {
        begin()
        defer { seal(into: &effects) }
        return try node.admit(session, greeting, at: now, into: &contents)
    }

    /// The state of the channels, for checks.
    package func channelLoad(at now: Now) -> ChannelLoad { channels.load(at: now.monotonic) }

    /// The latest time of the next tick, on the monotonic clock in nanoseconds.
    package var nextDeadline: UInt64 { min(node.nextDeadline, channels.nextDeadline) }

    mutating func begin() {
        contents.removeAll()
        handedOn = 0
    }

    /// Seals the contents and hands on the other effects, in their order.
    mutating func seal(into effects: inout Effects) {
        for (address, isMade) in contents.contacts { channels.keep(address, isMade) }
        contents.contacts.removeAll(keepingCapacity: true)
        while handedOn < contents.list.count {
            let effect = contents.list[handedOn]
            handedOn += 1
            guard case .send(let address, let range) = effect else {
                effects.list.append(effect)
                continue
            }
            channels.send(contents.arena[range], to: address, &node.turn, into: &effects)
        }
    }

    /// Asks for a stream that carries records alone, with a peer that may be a member by records of one side.
    ///
    /// Anybody with the network's key can show a pass of an unknown signer: so such streams are rare.
    private mutating func exchange(with address: PeerAddress, into effects: inout Effects) {
        let now = node.turn.now.monotonic
        guard now >= nextErrand else { return }
        nextErrand = now + channels.limits.errandInterval
        effects.list.append(.exchangeRecords(with: address))
    }

    /// Tells the core what has become of channels.
    mutating func hear(into effects: inout Effects) {
        while let event = channels.events.popFirst() {
            switch event {
            case .opened: break
            case .shown(let pass): merge(AuthenticRecords(verified: pass), into: &effects)
            case .exchange(let address): exchange(with: address, into: &effects)
            case .isSelf(let address): node.foundSelf(at: address, into: &contents)
            case .runsTwice(let address, let key): effects.report(.runsTwice(key, at: address))
            case .refused(let address, let refusal):
                let input = NodeInput.knocked(address, PeerAbsence(refusing: refusal))
                node.take(input, at: node.turn.now, into: &contents)
            case .refusedBy(let address, let refusal):
                let absence = PeerAbsence(refusedBy: refusal)
                if channels.node(at: address) == nil {
                    node.dismiss(address, absence, into: &contents)
                } else {
                    // A refusal of an earlier handshake: a later one has succeeded.
                    node.take(.knocked(address, absence), at: node.turn.now, into: &contents)
                }
            }
            seal(into: &effects)
        }
    }
}

extension PeerAbsence {
    /// The reason for which this node refuses a peer.
    init(refusing refusal: LinkRefusal) {
        switch refusal {
        case .ownKey: self = .sameKey
        case .credential, .other: self = .noCredential
        case .noPass: self = .noPass
        case .pass: self = .voidPass
        case .removed: self = .removed
        case .full: self = .noAnswer
        }
    }

    /// The reason for which a peer refuses this node.
    init(refusedBy refusal: LinkRefusal) {
        switch refusal {
        case .ownKey: self = .sameKey
        case .full: self = .full
        case .noPass: self = .refusingNoPass
        case .pass: self = .refusingPass
        case .removed: self = .refusingRemoved
        case .credential, .other: self = .refusing
        }
    }
}
