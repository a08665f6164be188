internal import DequeModule
internal import GossipCore
internal import GossipWire

/// The sessions of the nodes: one `SyncSession` of the core at each end of a stream.
extension Simulation {
    func connected(_ order: SyncOrder, _ from: Int, _ run: Int) {
        guard let node = running(from, run) else { return }
        guard let to = numberOf[order.peer], !isCut(from, to), !isCut(to, from) else {
            // The handshake of the connection gets no answer.
            finish(order.session, SyncResult(end: .failed(.timedOut)), at: node)
            return
        }
        let hello = greeting(of: node, order: order)
        guard to < nodes.count else {
            node.cost.sessionsWithLiars += 1
            open(order, nodes: [from, to], runs: [run, 0], hello)
            return
        }
        guard let peerCore = nodes[to].core else {
            refuse(order, at: node, .disconnected("nobody listens"))
            return
        }
        do throws(SyncRefusal) {
            let session = SessionID(incoming: streamCount + 1)
            _ = try peerCore.core.admit(session, hello, from: node.address)
            open(order, nodes: [from, to], runs: [run, nodes[to].run], hello)
        } catch {
            refuse(order, at: node, .refused(error))
        }
    }

    private func refuse(_ order: SyncOrder, at node: SimulatedNode, _ failure: SyncFailure) {
        finish(order.session, SyncResult(end: .failed(failure)), at: node)
    }

    private func open(
        _ order: SyncOrder,
        nodes ends: [Int],
        runs: [Int],
        _ hello: SyncGreeting
    ) {
        let node = nodes[ends[0]]
        let stream = makeStream(order.session, order.purpose, ends, runs)
        stream.logs = ends.filter { $0 < nodes.count }.map { nodes[$0].log }
        stream.sessions[0] = SyncSession(
            order,
            log: sessionLog(of: node),
            greeting: hello,
            limits: scenario.syncLimits
        )
        node.opened[order.session.value] = stream.number
        addResponder(to: stream, greetedBy: hello)
        tell("\(ends[0]) opens stream \(stream.number) to \(ends[1]) for \(order.purpose)")
        pump(stream, .initiator)
    }

    func makeStream(
        _ session: SessionID,
        _ purpose: SyncOrder.Purpose,
        _ ends: [Int],
        _ runs: [Int]
    ) -> SimulatedStream {
        streamCount += 1
        let stream = SimulatedStream(
            number: streamCount,
            session: session,
            purpose: purpose,
            nodes: ends,
            runs: runs,
            at: now
        )
        streams[streamCount] = stream
        watch(stream)
        return stream
    }

    func addResponder(to stream: SimulatedStream, greetedBy hello: SyncGreeting) {
        let number = stream.node(.responder)
        guard number < nodes.count else { return }
        nodes[number].cost.sessionsServed += 1
        let greeting = greeting(of: nodes[number], order: nil)
        stream.agreed = hello.scope.intersection(greeting.scope)
        stream.sessions[1] = SyncSession(
            answering: SyncResponder(
                log: sessionLog(of: nodes[number]),
                greeting: greeting,
                limits: scenario.syncLimits
            )
        )
    }

    private func sessionLog(of node: SimulatedNode) -> SimulatedSessionLog {
        SimulatedSessionLog(simulation: self, node: node, log: node.log)
    }

    private func greeting(of node: SimulatedNode, order: SyncOrder?) -> SyncGreeting {
        var purpose = SyncGreeting.Purpose.reconcile
        if case .fetch = order?.purpose { purpose = .fetch }
        return SyncGreeting(
            purpose: purpose,
            node: node.author.key,
            token: order?.token ?? .none,
            port: node.address.port,
            incarnation: node.log.incarnation,
            scope: node.core?.core.offeredScope ?? .everything,
            arrival: node.log.lastArrival
        )
    }

    /// Feeds the session of an end the frames arrived, and performs its actions.
    func pump(_ stream: SimulatedStream, _ end: SimulatedStream.End) {
        defer { stream.noteProgress(end, at: now) }
        do throws(SyncFailure) {
            while stream.isOpen[end.rawValue], isAlive(stream, end) {
                if stream.isWritable(end) || stream.isClosedByPeer[end.rawValue] {
                    if let action = try stream.sessions[end.rawValue]?.nextAction() {
                        perform(action, stream, end)
                        continue
                    }
                } else if let messages = stream.sessions[end.rawValue]?.nextIngest() {
                    perform(.ingest(messages), stream, end)
                    continue
                }
                guard stream.sessions[end.rawValue]?.wantsInput == true else { return }
                guard let frame = stream.inbox[end.rawValue].popFirst() else {
                    guard stream.isClosedByPeer[end.rawValue] else { return }
                    throw .disconnected("the peer closed it")
                }
                if frame.takesSnapshot { stream.peerSnapshot = lastArrival(stream, end) }
                try stream.sessions[end.rawValue]?.receive(frame)
            }
        } catch {
            tell("stream \(stream.number) \(end) fails: \(error)")
            fail(stream, end, error)
        }
    }

    private func lastArrival(_ stream: SimulatedStream, _ end: SimulatedStream.End) -> UInt64 {
        let number = stream.node(end)
        return number < nodes.count ? nodes[number].log.lastArrival : 0
    }

    /// True while the node of an end is in the run in which the stream was opened.
    func isAlive(_ stream: SimulatedStream, _ end: SimulatedStream.End) -> Bool {
        let number = stream.node(end)
        return number >= nodes.count || running(number, stream.runs[end.rawValue]) != nil
    }

    private func perform(
        _ action: SyncAction,
        _ stream: SimulatedStream,
        _ end: SimulatedStream.End
    ) {
        switch action {
        case .send(let frame):
            if frame.takesSnapshot { stream.ownSnapshot = lastArrival(stream, end) }
            nodes[stream.node(end)].cost.streamBytesSent += frame.approximateLength
            send(frame, on: stream, from: end)
        case .ingest(let messages):
            let node = nodes[stream.node(end)]
            let peer = address(of: stream.node(end.other))
            var via = Via.catchUp
            if case .fetch = stream.purpose, end == .initiator { via = .fetch }
            for message in messages {
                node.toVerify.append(
                    Ingest(message, via: via, from: peer, session: stream.session(end))
                )
            }
            verifyBatch(of: node)
        case .finish(let result):
            if case .proved = result.end { checkProof(of: stream) }
            close(stream, end, result)
        }
    }

    /// Tells sessions the outcomes of the messages that they handed in.
    func tellSessions(
        of node: SimulatedNode,
        _ outcomes: [(ingest: Ingest, outcome: IngestOutcome)]
    ) {
        tellSessions(of: node, outcomes) {
            $0.ingest.session
        } count: {
            $0.add($1.outcome)
        }
    }

    /// Tells sessions how many of their messages are forged.
    func tellSessions(of node: SimulatedNode, forged ingests: [Ingest]) {
        tellSessions(of: node, ingests) {
            $0.session
        } count: { counts, _ in
            counts.addForged()
        }
    }

    private func tellSessions<Item>(
        of node: SimulatedNode,
        _ items: [Item],
        session: (Item) -> SessionID?,
        count: (inout OutcomeCounts, Item) -> Void
    ) {
        var counts: [UInt64: OutcomeCounts] = [:]
        for item in items {
            guard let session = session(item)?.value else { continue }
            count(&counts[session, default: OutcomeCounts()], item)
        }
        for session in counts.keys.sorted() {
            guard let counts = counts[session] else { continue }
            tell(SessionID(session), of: node, counts)
        }
    }

    private func tell(_ session: SessionID, of node: SimulatedNode, _ counts: OutcomeCounts) {
        let number =
            session.isIncoming ? session.value & ~(1 << 63) : node.opened[session.value] ?? 0
        guard let stream = streams[number] else { return }
        let end: SimulatedStream.End = session.isIncoming ? .responder : .initiator
        guard stream.isOpen[end.rawValue], isAlive(stream, end) else { return }
        stream.deadlines[end.rawValue].heard(at: now)
        do throws(SyncFailure) {
            try stream.sessions[end.rawValue]?.ingested(counts)
            pump(stream, end)
        } catch {
            fail(stream, end, error)
        }
    }
}
