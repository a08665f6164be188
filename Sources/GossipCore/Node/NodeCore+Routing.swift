internal import DequeModule
internal import GossipWire

/// The routes between the machines, and from them to the outside.
extension NodeCore {
    /// Performs the actions of the machines; the consequences of one come before the next.
    mutating func route(into effects: inout Effects) {
        while true {
            if let action = relay.actions.popFirst() {
                perform(action, into: &effects)
            } else if let action = repair.actions.popFirst() {
                perform(action, into: &effects)
            } else if let action = catchUp.actions.popFirst() {
                perform(action, into: &effects)
            } else if let action = membership.actions.popFirst() {
                perform(action, into: &effects)
            } else {
                return
            }
        }
    }

    private mutating func perform(_ action: Membership.Action, into effects: inout Effects) {
        switch action {
        case .send(let datagram, let address, let token):
            effects.send(datagram.kind, to: address, token, datagram.encode)
        case .sendProbe(let slot, let nonce, let path):
            guard let link = membership.links[slot] else { return }
            let probe = kept.probe(
                nonce,
                on: link,
                in: phase,
                records: catchUp.records,
                at: turn.now
            )
            effects.send(.ping, to: path, link.theirToken, probe.encode)
        case .moved(let slot): catchUp.moved(slot)
        case .made(let slot, let address):
            effects.contacts.append((address, true))
            relay.made(slot, at: turn.now.monotonic)
            repair.made(slot)
            catchUp.made(slot, address, cursor: membership.links[slot]?.cursor)
        case .forgotten(let slot):
            relay.lost(slot, &turn)
            repair.lost(slot)
            if let standing = catchUp.forgotten(slot) {
                effects.contacts.append((standing.address, false))
                membership.keep(standing.cursor, for: standing.address)
            }
        case .up(let slot):
            relay.cameUp(slot)
            repair.cameUp(slot)
            catchUp.cameUp(slot, &turn)
        case .down(let slot):
            relay.lost(slot, &turn)
            repair.lost(slot)
            catchUp.lost(slot, turn)
        case .probed(let slot, let probe):
            catchUp.probed(probe, own: kept.digest(until: probe.settled.until), from: slot, turn)
        case .answered(let slot, let answer):
            relay.answered(slot, answer)
            repair.answered(slot, answer)
            catchUp.answered(slot, answer)
        case .knock(let path): effects.list.append(.knock(path))
        case .report(let report): effects.report(report)
        case .remember(let slot): effects.append(observation(of: slot).map(Effect.remember))
        }
    }

    private mutating func perform(_ action: Relay.Action, into effects: inout Effects) {
        switch action {
        case .verify(let bundle):
            for ingest in bundle.ingests { repair.arrived(ingest.message.id) }
            effects.list.append(.verify(bundle))
        case .append(let ingest): effects.list.append(.append(ingest))
        case .tooEarly(let id, let slot): repair.postpone(id, from: slot, &turn)
        case .arrived(let id): repair.arrived(id)
        case .breached(let node): blame(node, for: .content, into: &effects)
        case .announceLarge(let id, let slot):
            membership.send(.announceLarge, [id], to: slot, into: &effects)
        }
    }

    private mutating func perform(_ action: Repair.Action, into effects: inout Effects) {
        switch action {
        case .request(let ids, let slot):
            membership.send(.request, ids, to: slot, into: &effects)
        case .findLacking(let ids, let slot):
            effects.append(membership.address(of: slot).map { .findLacking(ids, from: $0) })
        case .lookUp(let ids, let slot):
            effects.append(membership.address(of: slot).map { .lookUp(ids, for: $0) })
        case .fetch(let ids, let slot):
            if catchUp.isShunned(slot, at: turn.now.monotonic) {
                repair.fetched(from: slot, nothing: true, at: turn.now.monotonic)
            } else {
                catchUp.open(slot, .fetch(ids), &turn)
            }
        case .offer(let message, let slot): relay.offer(message, to: slot, &turn)
        }
    }

    private mutating func perform(_ action: CatchUp.Action, into effects: inout Effects) {
        switch action {
        case .openSync(let order, let slot):
            effects.list.append(.openSync(membership.addressed(order, to: slot)))
        case .cancelSync(let session): effects.list.append(.cancelSync(session))
        case .requestDial(let ticket, let slot): membership.send(.dialRequest(ticket), to: slot)
        case .dialBack(let ticket, let slot):
            effects.append(membership.links[slot].map { $0.dialBack(ticket) })
        case .entered(let phase):
            effects.report(.phase(phase))
            relay.entered(phase, &turn)
            membership.entered(phase, &turn)
        case .remember(let slot): effects.append(observation(of: slot).map(Effect.remember))
        case .fetched(let slot, let isIdle):
            repair.fetched(from: slot, nothing: isIdle, at: turn.now.monotonic)
        case .mayPublish(let hasAsked): effects.report(.mayPublish(hasAsked: hasAsked))
        }
    }

    /// Packs what waits for the peers into datagrams, as far as their paces allow.
    mutating func flush(into effects: inout Effects) {
        for slot in membership.up where relay.outboxes[slot].hasWork {
            guard let link = membership.links[slot] else { continue }
            let count = relay.flush(slot, to: link.path, link.theirToken, &turn, into: &effects)
            membership.noteSent(count, to: slot)
        }
    }
}
