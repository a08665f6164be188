internal import DequeModule
public import GossipWire
internal import Negentropy

extension SyncInitiator {
    /// Takes in a frame of the peer.
    public mutating func receive(_ frame: SyncFrame) throws(SyncFailure) {
        switch frame {
        case .welcome(let greeting): try receiveWelcome(greeting)
        case .refused(let refusal): throw .refused(refusal)
        case .messages(let messages): try receiveMessages(messages)
        case .pulled(let arrival): try receivePulled(arrival)
        case .opened(let digest, let frame): try receiveOpened(digest, frame)
        case .reconcile(let frame): try receiveReconcile(frame)
        case .served(let missing): try receiveServed(missing)
        case .stored(let accepted, let refused): try receiveStored(accepted, refused)
        case .confirmed(let differing): try receiveConfirmed(differing)
        case .confirm: throw .outOfTurn("confirm")
        case .hello, .reversed: throw .outOfTurn("hello")
        case .recordIDs, .records, .recordsEnd: throw .outOfTurn("records")
        case .pull: throw .outOfTurn("pull")
        case .open: throw .outOfTurn("open")
        case .want: throw .outOfTurn("want")
        case .proved: throw .outOfTurn("proved")
        case .done: throw .disconnected("the peer ended the session")
        }
    }

    private mutating func receiveWelcome(_ greeting: SyncGreeting) throws(SyncFailure) {
        guard phase == .greeting else { throw .outOfTurn("welcome") }
        peer = greeting
        peerArrival = greeting.arrival
        if !reconciles {
            phase = .fetching
            if !fetchIDs.isEmpty { want(fetchIDs) }
        } else if let arrival = pullStart(greeting) {
            phase = .pulling
            progress.needed = Int(clamping: greeting.arrival - arrival)
            output.append(.send(.pull(after: arrival)))
        } else {
            phase = .pulled
        }
    }

    /// The arrival number to pull after, when a pull costs little more than the lacking messages.
    ///
    /// A cursor may be old; without one the pull brings everything, which is right for a node that
    /// begins. The surplus of the peer's count over the own one is the least number of lacking
    /// messages. A pull may bring a fiftieth and a few messages more; otherwise the ids are
    /// compared first.
    private func pullStart(_ peer: SyncGreeting) -> UInt64? {
        // A log that was pruned may hold far fewer messages than its arrival numbers say.
        guard peer.scope.isUnpruned, greeting.scope.isUnpruned else { return nil }
        let known = cursor?.incarnation == peer.incarnation ? cursor?.arrival ?? 0 : 0
        guard known < peer.arrival, greeting.arrival < peer.arrival else { return nil }
        let lacking = peer.arrival - greeting.arrival
        let pulled = peer.arrival - known
        // The peer's number may be anything: no sum with it, which could overflow.
        let pays = pulled <= lacking || pulled - lacking <= lacking / 50 + 16
        return pays ? known : nil
    }

    private mutating func receivePulled(_ arrival: UInt64) throws(SyncFailure) {
        guard phase == .pulling else { throw .outOfTurn("pulled") }
        peerArrival = max(peerArrival, arrival)
        progress.needed = progress.received
        phase = .pulled
    }

    private mutating func receiveMessages(_ messages: [Message]) throws(SyncFailure) {
        if phase != .pulling {
            // Only requested messages: no peer fills the log by a stream that was opened here.
            for message in messages {
                guard awaited.remove(message.id) != nil else { throw .outOfTurn("messages") }
            }
        }
        guard messages.areBelow(ceiling) else { throw .outOfTurn("messages dated too far ahead") }
        progress.received += messages.count
        progress.bytes += messages.byteCount
        progress.needed = max(progress.needed, progress.received)
        let cuts = scope.cuts
        let kept = cuts.isEmpty ? messages : messages.filter { cuts.keeps($0) }
        // An announcement does not say who is the author of what is fetched.
        guard kept.count == messages.count || phase == .fetching else {
            throw .outOfTurn("messages above a cut")
        }
        guard !kept.isEmpty else { return }
        ingesting.add(kept)
        output.append(.ingest(phase == .pulling ? kept : kept.inOrderOfWriting))
    }

    private mutating func receiveOpened(
        _ digest: LogDigest,
        _ frame: [UInt8]
    ) throws(SyncFailure) {
        guard phase == .reconciling, peerDigest == nil else { throw .outOfTurn("opened") }
        peerDigest = digest
        try advance(frame)
    }

    private mutating func receiveReconcile(_ frame: [UInt8]) throws(SyncFailure) {
        guard phase == .reconciling, peerDigest != nil, nextFrame == nil else {
            throw .outOfTurn("reconcile")
        }
        try advance(frame)
    }

    private mutating func receiveServed(_ missing: [MessageID]) throws(SyncFailure) {
        guard let wanted = wantsOut.popFirst() else { throw .outOfTurn("served") }
        // The peer may have removed what it found to be wrongly signed.
        if !missing.isEmpty { try dispute() }
        for id in missing where awaited.remove(id) != nil { round.denied.insert(id) }
        // Equality is claimed of everything that was needed: all of it must have come.
        guard !wanted.contains(where: awaited.contains) else { throw .contradiction }
    }

    private mutating func receiveStored(
        _ accepted: Int,
        _ refused: Int
    ) throws(SyncFailure) {
        let (fate, overflow) = accepted.addingReportingOverflow(refused)
        guard !overflow, fate <= pushing else { throw .outOfTurn("stored") }
        if refused > 0 { try dispute() }
        pushing -= fate
    }
}
