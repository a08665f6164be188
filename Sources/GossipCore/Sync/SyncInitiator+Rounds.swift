internal import DequeModule
internal import GossipWire
internal import Negentropy
internal import PlantedFaults

extension SyncInitiator {
    /// Starts a reconciliation over a fresh snapshot, with the tail first.
    ///
    /// A returning node lacks most there, and finds it all in one round trip.
    ///
    /// With suspects, those ranges are compared id by id instead of the tail.
    mutating func openRound(listing suspects: [Range<Bound>] = []) throws(SyncFailure) -> SyncFrame
    {
        guard rounds < limits.roundsMax else { throw .noProof }
        rounds += 1
        progress.negentropyFrames += 1
        do {
            let snapshot = try log.snapshot(within: scope)
            ownCount = snapshot.count
            ownDigest = snapshot.sum
            peerDigest = nil
            denied.formUnion(round.denied)
            round = Round(items: snapshot.items)
            var client = ReconciliationClient(
                storage: snapshot.items,
                profile: profile,
                frameSizeLimit: limits.reconcileBytes
            )
            let frame =
                suspects.isEmpty
                ? try client.initiate(tailFrom: try tailBound(snapshot))
                : try client.initiate(listing: suspects)
            self.client = client
            phase = .reconciling
            return .open(frame)
        } catch let error as ReconciliationError<Log.Items.Failure> {
            throw .reconciliation(error.description)
        } catch {
            throw .log("\(error)")
        }
    }

    private var profile: ReconciliationProfile {
        limits.faults.has(.droppedSplit) ? .tuned.droppingSplits : .tuned
    }

    private func tailBound(_ snapshot: SyncSnapshot<Log.Items>) throws(Log.Items.Failure) -> Bound {
        let tail = max(0, snapshot.count - limits.tailCount)
        return tail == 0 ? .zero : Bound(try snapshot.items.item(at: tail))
    }

    /// Takes in a Negentropy frame of the peer, and keeps the differences that it shows.
    mutating func advance(_ frame: [UInt8]) throws(SyncFailure) {
        var have: [ItemID] = []
        var need: [ItemID] = []
        do throws(ReconciliationError<Log.Items.Failure>) {
            nextFrame = try client?.receive(frame, have: &have, need: &need)
        } catch {
            if case .storage(let failure) = error { throw .log("\(failure)") }
            throw .reconciliation(error.description)
        }
        let needed = need.map { MessageID($0) }
        // What a peer has removed, its next snapshot is without.
        guard denied.isDisjoint(with: needed) else { throw .contradiction }
        // In order of time: an author's messages come in runs, of which one signature is checked.
        round.needed.append(contentsOf: needed.sorted())
        round.had.append(contentsOf: have.map { MessageID($0) }.sorted())
        progress.needed += need.count
        if nextFrame == nil {
            client = nil
            phase = .settling
        }
    }

    /// The next frame to send: a Negentropy frame, a want, or messages that the peer lacks.
    mutating func nextMove() throws(SyncFailure) -> SyncAction? {
        if let frame = nextFrame, pendingCount < limits.pendingMax {
            nextFrame = nil
            progress.negentropyFrames += 1
            return .send(.reconcile(frame))
        }
        if wantsOut.count < limits.wantsMax, round.wanted < round.needed.count {
            let end = min(round.needed.count, round.wanted + SyncFrame.wantCountMax)
            let part = Array(round.needed[round.wanted..<end])
            round.wanted = end
            want(part)
            return output.popFirst()
        }
        while round.pushed < round.had.count, pushing < limits.ingestingMax {
            if let action = try push() { return action }
        }
        return nil
    }

    mutating func want(_ ids: [MessageID]) {
        wantsOut.append(ids)
        awaited.formUnion(ids)
        output.append(.send(.want(ids)))
    }

    private mutating func push() throws(SyncFailure) -> SyncAction? {
        let (messages, consumed) = try read(round.had[round.pushed...])
        // Pruned or convicted since the snapshot: neither log has them now.
        if messages.count < consumed { try dispute() }
        round.pushed += max(1, consumed)
        pushing += messages.count
        progress.sent += messages.count
        progress.bytes += messages.byteCount
        return messages.isEmpty ? nil : .send(.messages(messages))
    }

    private mutating func read(
        _ ids: ArraySlice<MessageID>
    ) throws(SyncFailure) -> (messages: [Message], consumed: Int) {
        do throws(Log.Failure) {
            return try log.messages(ids, byteLimit: limits.batchBytes)
        } catch {
            throw .log("\(error)")
        }
    }

    private var pendingCount: Int {
        round.needed.count - round.wanted + round.had.count - round.pushed
    }

    /// True when everything that this round found is durable on both sides.
    var isMoved: Bool {
        round.wanted == round.needed.count && round.pushed == round.had.count
            && wantsOut.isEmpty && ingesting.isEmpty && pushing == 0
    }

    /// Ends the session with the proof, or starts the next round.
    mutating func closeRound() throws(SyncFailure) -> SyncAction {
        if limits.faults.has(.droppedSplit) {
            let digest = LogDigest(count: ownCount, sum: ownDigest)
            output.prepend(finish(.proved(digest)))
            return .send(.proved(digest))
        }
        guard !round.isDisputed, round.difference <= limits.closingDifferenceMax,
            let union = provedUnion()
        else { return .send(try openRound()) }
        try chooseRanges()
        if !isConfirmed, ranges?.isEmpty == false {
            phase = .confirming
            return .send(try confirm())
        }
        let action = finish(.proved(union))
        output.prepend(action)
        return .send(.proved(union))
    }

    /// The digest that both logs share, `nil` when they differ.
    ///
    /// The own snapshot with the needed messages must be the peer's with those that it lacked.
    private func provedUnion() -> LogDigest? {
        guard let peerDigest else { return nil }
        var theirs = peerDigest.sum
        var ours = ownDigest
        for id in round.needed { ours.add(ItemID(id)) }
        for id in round.had { theirs.add(ItemID(id)) }
        let count = ownCount + round.needed.count
        let (theirCount, overflow) = peerDigest.count.addingReportingOverflow(round.had.count)
        guard !overflow, count == theirCount, ours == theirs else { return nil }
        return LogDigest(count: count, sum: ours)
    }
}
