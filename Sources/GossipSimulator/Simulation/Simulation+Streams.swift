internal import DequeModule
internal import GossipCore
internal import GossipWire

extension Simulation {
    func connected(_ order: SyncOrder, _ from: Int, _ run: Int) {
        guard let node = running(from, run), let to = numberOf[order.peer] else { return }
        let peer = nodes[to]
        guard peer.isRunning, let peerCore = peer.core, !cuts.contains(pair(from, to)),
            !cuts.contains(pair(to, from))
        else {
            finish(order.session, .failed(.disconnected("no answer")), at: node)
            return
        }
        let hello = greeting(of: node, order: order)
        streamCount += 1
        do throws(SyncRefusal) {
            let session = SimulatedStream.session(streamCount, .responder)
            _ = try peerCore.core.admit(session, hello, from: node.address)
        } catch {
            finish(order.session, .failed(.refused(error)), at: node)
            return
        }
        let initiator: SyncInitiator<SimulatedLog>
        if case .fetch(let ids) = order.purpose {
            initiator = SyncInitiator(fetching: ids, log: node.log, greeting: hello)
        } else {
            initiator = SyncInitiator(
                reconciling: node.log,
                greeting: hello,
                cursor: order.cursor,
                confirmingAt: order.place
            )
        }
        let stream = SimulatedStream(
            number: streamCount,
            session: order.session,
            purpose: order.purpose,
            nodes: (from, to),
            runs: (run, peer.run),
            initiator: initiator,
            responder: SyncResponder(
                log: peer.log,
                greeting: greeting(of: peer, order: nil)
            )
        )
        streams[streamCount] = stream
        tell("\(from) opens stream \(streamCount) to \(to)")
        pump(stream, .initiator)
    }

    private func greeting(of node: SimulatedNode, order: SyncOrder?) -> SyncGreeting {
        var purpose = SyncGreeting.Purpose.reconcile
        if case .fetch = order?.purpose { purpose = .fetch }
        return SyncGreeting(
            purpose: purpose,
            node: node.identity.author,
            token: order?.token ?? .none,
            port: node.address.port,
            incarnation: node.log.incarnation,
            horizon: 0,
            arrival: UInt64(node.log.messages.count)
        )
    }

    func arrive(_ frame: SyncFrame, on number: UInt64, at end: SimulatedStream.End) {
        guard let stream = streams[number], isAlive(stream) else {
            cut(number, "an end is gone")
            return
        }
        trace.add(now)
        stream.inbox[end]?.append(frame)
        pump(stream, end)
    }

    private func isAlive(_ stream: SimulatedStream) -> Bool {
        running(stream.initiatorNode, stream.initiatorRun) != nil
            && running(stream.responderNode, stream.responderRun) != nil
    }

    /// Feeds an end what has arrived and does what it says.
    func pump(_ stream: SimulatedStream, _ end: SimulatedStream.End) {
        do throws(SyncFailure) {
            while stream.isOpen {
                if let action = try nextAction(stream, end) {
                    perform(action, stream, end)
                } else if wantsInput(stream, end), let frame = stream.inbox[end]?.popFirst() {
                    try receive(frame, stream, end)
                } else {
                    return
                }
            }
        } catch {
            tell("stream \(stream.number) \(end) fails: \(error)")
            fail(stream, error)
        }
    }

    private func nextAction(
        _ stream: SimulatedStream,
        _ end: SimulatedStream.End
    ) throws(SyncFailure) -> SyncAction? {
        end == .initiator
            ? try stream.initiator.nextAction() : try stream.responder.nextAction()
    }

    private func wantsInput(_ stream: SimulatedStream, _ end: SimulatedStream.End) -> Bool {
        end == .initiator ? stream.initiator.wantsInput : stream.responder.wantsInput
    }

    private func receive(
        _ frame: SyncFrame,
        _ stream: SimulatedStream,
        _ end: SimulatedStream.End
    ) throws(SyncFailure) {
        if end == .initiator {
            try stream.initiator.receive(frame)
        } else {
            try stream.responder.receive(frame)
        }
    }

    private func perform(
        _ action: SyncAction,
        _ stream: SimulatedStream,
        _ end: SimulatedStream.End
    ) {
        switch action {
        case .send(let frame): send(frame, on: stream, from: end)
        case .ingest(let messages):
            let node = nodes[stream.node(end)]
            let peer = nodes[stream.node(end == .initiator ? .responder : .initiator)]
            var via = Via.catchUp
            if case .fetch = stream.purpose { via = .fetch }
            for message in messages {
                node.toVerify.append(
                    Ingest(message, via: via, from: peer.address, session: stream.session(end))
                )
            }
            verifyBatch(of: node)
        case .finish(let result):
            if end == .initiator {
                stream.initiatorIsDone = true
                finish(stream.session, result.end, at: nodes[stream.initiatorNode], result)
            } else {
                stream.isOpen = false
                streams[stream.number] = nil
                served(stream, result)
            }
        }
    }

    private func served(_ stream: SimulatedStream, _ result: SyncResult) {
        guard let node = running(stream.responderNode, stream.responderRun) else { return }
        let address = nodes[stream.initiatorNode].address
        drive(node) { core, now, effects in
            core.syncServed(
                stream.session(.responder),
                by: address,
                result,
                at: now,
                into: &effects
            )
        }
    }

    private func send(
        _ frame: SyncFrame,
        on stream: SimulatedStream,
        from end: SimulatedStream.End
    ) {
        let to: SimulatedStream.End = end == .initiator ? .responder : .initiator
        if happens(scenario.streamCut)
            || cuts.contains(pair(stream.node(end), stream.node(to)))
        {
            schedule(.streamCut(stream.number), after: 1_000_000)
            return
        }
        let arrival = max(
            now + draw(scenario.delayMicroseconds) * 1_000,
            (stream.lastArrival[to] ?? 0) + 1
        )
        stream.lastArrival[to] = arrival
        schedule(.streamFrame(stream.number, to, frame), after: arrival - now)
    }

    /// Tells the session that handed a message in what became of it.
    func tellSession(_ ingest: Ingest, _ outcome: IngestOutcome) {
        guard let session = ingest.session?.value, let stream = streams[(session & ~(1 << 62)) >> 1]
        else { return }
        let end: SimulatedStream.End = session & 1 == 0 ? .initiator : .responder
        var counts = (stored: 0, known: 0, forged: 0, failed: 0)
        switch outcome {
        case .stored: counts.stored = 1
        case .duplicate: counts.known = 1
        case .forged: counts.forged = 1
        case .failed: counts.failed = 1
        }
        do throws(SyncFailure) {
            if end == .initiator {
                try stream.initiator.ingested(
                    stored: counts.stored,
                    known: counts.known,
                    forged: counts.forged,
                    failed: counts.failed
                )
            } else {
                try stream.responder.ingested(
                    stored: counts.stored,
                    known: counts.known,
                    forged: counts.forged,
                    failed: counts.failed
                )
            }
            pump(stream, end)
        } catch {
            fail(stream, error)
        }
    }

    func cut(_ number: UInt64, _ reason: String) {
        guard let stream = streams[number] else { return }
        fail(stream, .disconnected(reason))
    }

    private func fail(_ stream: SimulatedStream, _ failure: SyncFailure) {
        guard stream.isOpen else { return }
        stream.isOpen = false
        streams[stream.number] = nil
        served(stream, SyncResult(end: .failed(failure)))
        guard !stream.initiatorIsDone,
            let node = running(stream.initiatorNode, stream.initiatorRun)
        else { return }
        finish(stream.session, .failed(failure), at: node)
    }

    private func finish(
        _ session: SessionID,
        _ end: SyncResult.End,
        at node: SimulatedNode,
        _ result: SyncResult? = nil
    ) {
        tell("\(node.number) session \(session.value) \(end) \(result?.progress as Any)")
        drive(node) { core, now, effects in
            core.syncFinished(session, result ?? SyncResult(end: end), at: now, into: &effects)
        }
    }
}
