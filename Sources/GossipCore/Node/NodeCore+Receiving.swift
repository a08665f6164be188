public import GossipWire
internal import PlantedFaults

extension NodeCore {
    /// Takes in one datagram, the content of a packet, whose bytes are needed only during the call.
    ///
    /// - Parameters:
    ///   - bytes: The datagram.
    ///   - address: The address that it came from.
    ///   - node: The key that its sender has proved; a claim of another is not taken.
    ///   - now: The clocks.
    ///   - effects: What follows.
    public mutating func receive(
        _ bytes: UnsafeRawBufferPointer,
        from address: PeerAddress,
        of node: AuthorKey,
        at now: Now,
        into effects: inout Effects
    ) {
        turn.now = now
        let (header, datagram): (DatagramHeader, Datagram)
        do throws(DatagramError) {
            (header, datagram) = try Datagram.read(bytes)
        } catch {
            turn.count(error.isUnknown ? .unknownDatagram : .malformedDatagram)
            // What a newer version may say is no breach.
            if !error.isUnknown { blame(node, for: .content, into: &effects) }
            return
        }
        guard datagram.claimedNode.map({ $0 == node }) ?? true else {
            turn.count(.foreignClaim)
            return blame(node, for: .content, into: &effects)
        }
        if case .hello(let greeting) = datagram {
            membership.hello(greeting, from: address, &turn)
        } else if let slot = membership.sender(of: datagram, header.token, at: address, &turn) {
            // A new link must be known to all machines before the datagram is.
            route(into: &effects)
            membership.noteReceived(from: slot)
            identify(slot, as: node)
            receive(datagram, from: slot, of: node, at: address)
        }
        route(into: &effects)
    }

    /// Takes in that an address to contact is this node's own.
    mutating func foundSelf(at address: PeerAddress, into effects: inout Effects) {
        membership.foundSelf(at: address, at: turn.now.monotonic)
        route(into: &effects)
    }

    /// Takes in that the peer at an address is refused from now on, or refuses this node: its link is down.
    mutating func dismiss(
        _ address: PeerAddress,
        _ absence: PeerAbsence,
        into effects: inout Effects
    ) {
        membership.dismiss(address, absence, &turn)
        route(into: &effects)
    }

    /// Notes whose messages are taken in; everybody's, when there is no list.
    mutating func take(authors: AuthorList?) { relay.admitted = authors }

    /// Takes the digest of the network's records that peers are told; 0 for a network without members.
    mutating func take(recordsDigest digest: UInt64) { catchUp.take(recordsDigest: digest) }

    /// Notes the key that the sender of a datagram has proved; its strikes come along, wherever it comes from.
    private mutating func identify(_ slot: Int, as node: AuthorKey) {
        guard catchUp.standings[slot]?.identity != node else { return }
        if membership.configuration.faults.has(.forgivesNewLinks) { strikes.forget(node) }
        catchUp.identify(slot, as: node, shunnedUntil: strikes.shunnedUntil(node))
    }

    private mutating func receive(
        _ datagram: Datagram,
        from slot: Int,
        of node: AuthorKey,
        at address: PeerAddress
    ) {
        if datagram.asksForWork, strikes.isMuted(node, at: turn.now.monotonic) {
            turn.count(.muted)
            return
        }
        switch datagram {
        case .hello, .welcome, .ping, .pong, .goodbye, .peersWanted, .peers:
            membership.received(datagram, from: slot, at: address, &turn)
        case .messages(let messages):
            guard let name = membership.takesMessages(from: slot, &turn) else { return }
            let sender = Relay.Sender(slot, name, node, isStranger: catchUp.isStranger(slot))
            guard !relay.received(messages, from: sender, within: kept.scope, &turn) else { return }
            membership.noteLost(from: slot)
        case .announce(let ids): announced(ids, isLarge: false, from: slot)
        case .announceLarge(let ids): announced(ids, isLarge: true, from: slot)
        case .request(let ids): repair.requested(ids, by: slot, &turn)
        case .dialRequest(let ticket): catchUp.dialRequested(ticket, by: slot, &turn)
        }
    }

    private mutating func announced(_ ids: IDList, isLarge: Bool, from slot: Int) {
        guard membership.takesIDs(from: slot, &turn) else { return }
        let unknown = relay.unknown(ids, from: slot)
        repair.announced(unknown, isLarge: isLarge, from: slot, within: kept.scope, &turn)
    }
}

extension Datagram {
    /// True for a datagram that a muted peer sends in vain; the others keep its link.
    fileprivate var asksForWork: Bool {
        switch self {
        case .messages, .announce, .announceLarge, .dialRequest: true
        case .hello, .welcome, .ping, .pong, .goodbye, .peersWanted, .peers, .request: false
        }
    }

    /// The key that the sender claims to have; `nil` in a datagram that names none.
    fileprivate var claimedNode: AuthorKey? {
        switch self {
        case .hello(let greeting), .welcome(let greeting): greeting.node
        case .ping(let probe): probe.node
        default: nil
        }
    }
}
