internal import DequeModule
internal import GossipCore
internal import GossipWire

/// The transport of frames over streams, and the close of streams.
extension Simulation {
    func send(_ frame: SyncFrame, on stream: SimulatedStream, from end: SimulatedStream.End) {
        guard !stream.isBroken else { return }
        if happens(scenario.streamCut) {
            stream.isBroken = true
            tell("stream \(stream.number) is cut")
            for end in [SimulatedStream.End.initiator, .responder] {
                schedule(.streamClosed(stream.number, end), after: delay())
            }
            return
        }
        let other = end.other.rawValue
        let clog = clogs[pair(stream.node(end), stream.node(end.other))] ?? 0
        let arrival = max(now + delay(), stream.lastArrival[other] + 1, clog)
        stream.lastArrival[other] = arrival
        stream.inFlight[other] += 1
        schedule(.streamFrame(stream.number, end.other, frame), after: arrival - now)
    }

    func arrive(_ frame: SyncFrame, on number: UInt64, at end: SimulatedStream.End) {
        guard let stream = streams[number] else { return }
        guard stream.held[end.rawValue].isEmpty, !isCut(stream.node(end.other), stream.node(end))
        else {
            // The transport repeats a lost frame; all later frames wait behind it.
            if stream.held[end.rawValue].isEmpty {
                schedule(.streamRetry(number, end), after: 1_000_000_000)
            }
            stream.held[end.rawValue].append(frame)
            return
        }
        deliver(frame, on: stream, at: end)
    }

    func retry(_ number: UInt64, _ end: SimulatedStream.End) {
        guard let stream = streams[number] else { return }
        guard !isCut(stream.node(end.other), stream.node(end)) else {
            schedule(.streamRetry(number, end), after: 1_000_000_000)
            return
        }
        while let frame = stream.held[end.rawValue].popFirst() {
            deliver(frame, on: stream, at: end)
        }
    }

    private func deliver(
        _ frame: SyncFrame,
        on stream: SimulatedStream,
        at end: SimulatedStream.End
    ) {
        stream.inFlight[end.rawValue] -= 1
        guard stream.isOpen[end.rawValue], isAlive(stream, end) else {
            // The stream is unknown there: the system of that end resets it.
            if stream.node(end) >= nodes.count || nodes[stream.node(end)].isRunning {
                schedule(.streamClosed(stream.number, end.other), after: delay())
            }
            return
        }
        trace.add(now ^ stream.number << 40)
        for end in [end, end.other] { stream.deadlines[end.rawValue].heard(at: now) }
        if stream.node(end) >= nodes.count {
            answer(frame, on: stream, at: end)
        } else {
            stream.inbox[end.rawValue].append(frame)
            pump(stream, end)
        }
        // The sender can write again.
        if stream.node(end.other) < nodes.count { pump(stream, end.other) }
    }

    /// Ends the session at each end with a deadline that has passed.
    func checkDeadlines(_ number: UInt64) {
        guard let stream = streams[number] else { return }
        for end in watched(stream) where stream.deadlines[end.rawValue].isOver(at: now) {
            fail(stream, end, .timedOut)
        }
        if streams[number] != nil { watch(stream) }
    }

    /// Schedules the next look at the deadlines of a stream.
    func watch(_ stream: SimulatedStream) {
        guard let next = watched(stream).map({ stream.deadlines[$0.rawValue].next }).min() else {
            return
        }
        schedule(.streamDeadline(stream.number), after: max(next, now) - now)
    }

    private func watched(_ stream: SimulatedStream) -> [SimulatedStream.End] {
        [.initiator, .responder].filter { stream.isOpen[$0.rawValue] && isAlive(stream, $0) }
    }

    /// Tells an end that the other has closed, or that the stream is broken.
    func closed(_ number: UInt64, _ end: SimulatedStream.End) {
        guard let stream = streams[number] else { return }
        guard stream.held[end.rawValue].isEmpty, !isCut(stream.node(end.other), stream.node(end))
        else {
            schedule(.streamClosed(number, end), after: 1_000_000_000)
            return
        }
        guard stream.isOpen[end.rawValue] else { return }
        stream.isClosedByPeer[end.rawValue] = true
        if stream.node(end) >= nodes.count || !isAlive(stream, end) {
            shut(stream, end)
        } else {
            pump(stream, end)
        }
    }

    func fail(_ stream: SimulatedStream, _ end: SimulatedStream.End, _ failure: SyncFailure) {
        close(stream, end, SyncResult(end: .failed(failure)))
    }

    /// Closes an end: its core gets the result of the session, the other end the news of the close.
    func close(_ stream: SimulatedStream, _ end: SimulatedStream.End, _ result: SyncResult) {
        guard stream.isOpen[end.rawValue] else { return }
        shut(stream, end)
        guard stream.node(end) < nodes.count, isAlive(stream, end) else { return }
        let node = nodes[stream.node(end)]
        if case .failed(let failure) = result.end {
            let peer = key(of: stream.node(end.other))
            drive(node) { core, now, effects in
                core.take(.sessionFailed(failure, of: peer), at: now, into: &effects)
            }
        }
        if end == .initiator {
            finish(stream.session, result, with: stream.names[0], at: node)
        } else {
            let peer = stream.names[1]
            noteEnd(result, with: peer, at: node, hasAnswered: false)
            drive(node) { core, now, effects in
                core.take(
                    .session(
                        stream.session(.responder),
                        .served(
                            by: peer,
                            result
                        )
                    ),
                    at: now,
                    into: &effects
                )
            }
        }
    }

    private func shut(_ stream: SimulatedStream, _ end: SimulatedStream.End) {
        stream.isOpen[end.rawValue] = false
        guard stream.isOpen[end.other.rawValue] else {
            streams[stream.number] = nil
            return
        }
        // The news follows all frames sent before.
        let arrival = max(now + delay(), stream.lastArrival[end.other.rawValue] + 1)
        schedule(.streamClosed(stream.number, end.other), after: arrival - now)
    }

    func finish(
        _ session: SessionID,
        _ result: SyncResult,
        with peer: PeerAddress,
        at node: SimulatedNode
    ) {
        tell("\(node.number) session \(session.value) \(result.end) \(result.progress)")
        noteEnd(result, with: peer, at: node, hasAnswered: true)
        drive(node) { core, now, effects in
            core.take(.session(session, .finished(result)), at: now, into: &effects)
        }
    }

    /// Notes a proof, or one more session in a row that failed.
    ///
    /// A session that the peer has opened does not end the row: a liar could forgive itself so.
    private func noteEnd(
        _ result: SyncResult,
        with peer: PeerAddress,
        at node: SimulatedNode,
        hasAnswered: Bool
    ) {
        switch result.end {
        case .proved:
            if hasAnswered { node.failedSessions[peer] = nil }
            lastProof = Proof(
                node: node.number,
                at: now,
                peer: peer,
                exclusion: result.exclusion
            )
        case .failed: node.failedSessions[peer, default: 0] += 1
        case .fetched, .served: break
        }
    }

    /// Ends the streams of a node that went down.
    ///
    /// The system of a killed node resets them; of a node without power, nobody hears.
    func endStreams(of number: Int, isKilled: Bool) {
        for key in streams.keys.sorted() {
            guard let stream = streams[key] else { continue }
            for end in [SimulatedStream.End.initiator, .responder]
            where stream.node(end) == number && stream.isOpen[end.rawValue] {
                stream.isOpen[end.rawValue] = false
                if isKilled { schedule(.streamClosed(key, end.other), after: delay()) }
            }
            if !stream.isOpen[0], !stream.isOpen[1] { streams[key] = nil }
        }
    }
}

extension SyncFrame {
    /// True for a frame that begins a session or a round over fresh snapshots, which a proof covers.
    var takesSnapshot: Bool {
        switch self {
        case .hello, .open: true
        default: false
        }
    }

    /// The approximate encoded length in bytes.
    var approximateLength: Int {
        switch self {
        case .messages(let messages): 8 + messages.reduce(0) { $0 + 4 + $1.encoded.count }
        case .open(let bytes), .reconcile(let bytes), .opened(_, let bytes): 48 + bytes.count
        case .want(let ids), .served(let ids): 8 + 32 * ids.count
        default: 80
        }
    }
}
