public import GossipWire

/// Repair of losses: announcements let a peer notice what it lacks, requests are served from the log.
extension NodeCore {
    mutating func receiveAnnouncement(
        _ ids: IDList,
        isLarge: Bool,
        from slot: Int,
        at now: Now,
        into effects: inout Effects
    ) {
        guard let peer = peers[slot], peer.isUp else {
            counters.count(.peerNotUp)
            return
        }
        var old: [MessageID] = []
        for id in ids {
            if seen.noteHolder(slot, of: id) || inFlight.noteHolder(slot, of: id) { continue }
            guard id.time >= settled.scope.horizon else {
                counters.count(.pruned)
                continue
            }
            guard id.time <= now.wall + limits.futureMillisecondsMax else {
                counters.count(.futureMessage)
                continue
            }
            guard wanted.hasRoom(for: slot, of: limits.wantedMax) else {
                counters.count(.wantedFull)
                continue
            }
            // What is older than the memory of seen ids may be in the log: ask that first.
            if id.time + limits.cutThroughMillisecondsMax < now.wall, !isLarge {
                old.append(id)
            } else {
                want(id, isLarge: isLarge, from: slot, at: now)
            }
        }
        if !old.isEmpty { effects.list.append(.findLacking(old, from: peer.address)) }
    }

    /// Takes in which of announced old messages the log lacks.
    public mutating func lacking(
        _ ids: [MessageID],
        from address: PeerAddress,
        at now: Now,
        into effects: inout Effects
    ) {
        guard let slot = peers.slot(of: address) else {
            counters.count(.peerNotUp)
            return
        }
        for id in ids where !seen.contains(id) && inFlight[id] == nil {
            guard wanted.hasRoom(for: slot, of: limits.wantedMax) else {
                counters.count(.wantedFull)
                continue
            }
            want(id, isLarge: false, from: slot, at: now)
        }
    }

    private mutating func want(_ id: MessageID, isLarge: Bool, from slot: Int, at now: Now) {
        // On a long way the message may be long behind its announcement.
        let wait = isLarge ? 0 : max(limits.wantDelay, (peers[slot]?.roundTrip ?? 0) / 2)
        wanted.add(id, from: slot, isLarge: isLarge, deadline: now.monotonic + wait)
    }

    /// Asks for the announced messages whose wait is over.
    mutating func requestWanted(at now: Now, into effects: inout Effects) {
        var requests: [Int: [MessageID]] = [:]
        while let (id, want) = wanted.popDue(at: now.monotonic) {
            guard want.attempts < limits.requestAttemptsMax, let peer = peers[want.from],
                peer.isUp
            else {
                wanted.remove(id)
                counters.count(.wantedGivenUp)
                continue
            }
            // The answer takes a round trip; asking again before that fetches everything twice.
            let roundTrip = peer.roundTrip > 0 ? peer.roundTrip : limits.roundTripFirst
            let answer = max(limits.requestTimeout, 2 * roundTrip)
            let wait = want.isLarge ? limits.fetchTimeout : answer
            wanted.asked(id, deadline: now.monotonic + wait)
            counters.requested += 1
            if want.isLarge {
                if largeWanted.count >= limits.wantedMax { dropFulfilledLarge() }
                if largeQueued.insert(id).inserted {
                    largeWanted.append(LargeWant(id: id, from: want.from))
                }
            } else {
                requests[want.from, default: []].append(id)
            }
        }
        for slot in requests.keys.sorted() {
            sendRequests(requests[slot] ?? [], to: slot, into: &effects)
        }
    }

    private mutating func sendRequests(
        _ ids: [MessageID],
        to slot: Int,
        into effects: inout Effects
    ) {
        for start in stride(from: 0, to: ids.count, by: IDList.countMax) {
            let part = ids[start..<min(ids.count, start + IDList.countMax)]
            send(.request, to: slot, into: &effects) { bytes in
                for id in part { bytes.append(id) }
            }
        }
    }

    mutating func receiveRequest(_ ids: IDList, from slot: Int, into effects: inout Effects) {
        guard let peer = peers[slot], peer.isUp else {
            counters.count(.peerNotUp)
            return
        }
        let room = limits.lookUpsMax - peer.lookUps
        let all = Array(ids)
        let taken = Array(all.prefix(max(0, room)))
        counters.count(.lookUpsFull, all.count - taken.count)
        guard !taken.isEmpty else { return }
        peers[slot]?.lookUps += taken.count
        effects.list.append(.lookUp(taken, for: peer.address))
    }

    /// Takes in messages that were read from the log for a peer.
    ///
    /// - Parameters:
    ///   - messages: Those that the log holds.
    ///   - asked: How many ids the look-up asked for.
    ///   - address: The peer that requested them.
    ///   - now: The clocks.
    ///   - effects: Takes what is to be done.
    public mutating func lookedUp(
        _ messages: [Message],
        asked: Int,
        for address: PeerAddress,
        at now: Now,
        into effects: inout Effects
    ) {
        guard let slot = peers.slot(of: address), let peer = peers[slot] else {
            counters.count(.peerNotUp)
            return
        }
        peer.lookUps = max(0, peer.lookUps - asked)
        guard peer.isUp else {
            counters.count(.peerNotUp)
            return
        }
        for message in messages {
            if message.encoded.count > PackedMessages.messageLengthMax {
                send(.announceLarge, to: slot, into: &effects) { $0.append(message.id) }
            } else if peers[slot]?.queue.add(message, bytesMax: limits.queueBytesMax) == true {
                counters.messagesRelayed += 1
            } else {
                counters.payloadsAnnounced += 1
            }
        }
        flush(at: now, into: &effects)
    }
}
