internal import DequeModule
internal import GossipCore
internal import GossipWire

/// The sessions of the nodes: one `SyncSession` of the core at each end of a stream.
extension Simulation {
    /// Connects the stream that a node has dialled for a session.
    func connected(_ order: SyncOrder, _ from: Int, _ run: Int) {
        guard let node = running(from, run), let address = order.address else { return }
        guard node.waitingOrders.contains(where: { $0.session == order.session }) else { return }
        guard let to = numberOf[address], !translators.hidden.contains(to) else {
            // Some translators refuse a connection, others let it time out.
            if happens(0.5) { return }
            drive(node) { core, now, effects in
                core.take(.session(order.session, .unreachable), at: now, into: &effects)
            }
            return
        }
        // Otherwise the handshake of the connection gets no answer.
        guard !isCut(from, to), !isCut(to, from) else { return }
        connect(order, from: node, to: to, isDialled: true)
    }

    /// Connects the stream that a node has dialled at the request of a peer.
    func dialledBack(_ dialBack: Event.DialBack, _ run: Int) {
        guard let dialler = running(dialBack.from, run), let to = numberOf[dialBack.address],
            !translators.hidden.contains(to), to < nodes.count, nodes[to].isRunning,
            !isCut(dialler.number, to), !isCut(to, dialler.number),
            let order = nodes[to].waitingOrders.first(where: { $0.ticket == dialBack.ticket })
        else { return }
        connect(order, from: nodes[to], to: dialler.number, isDialled: false)
    }

    /// Begins the session of an order on a stream, whichever side has dialled that.
    private func connect(
        _ order: SyncOrder,
        from node: SimulatedNode,
        to: Int,
        isDialled: Bool
    ) {
        let hello = greeting(of: node, order: order)
        guard to < nodes.count else {
            guard letsIn(hostiles[to - nodes.count].author.key, at: node) else {
                _ = node.endWait(order.session)
                let failure = SyncFailure.channel(.refused(.removed))
                let result = SyncResult(end: .failed(failure))
                return finish(order.session, result, with: order.peer, at: node)
            }
            node.cost.sessionsWithLiars += 1
            open(order, node, to: to, run: 0, name: node.address, hello, isDialled: isDialled)
            return
        }
        guard nodes[to].isRunning else {
            _ = node.endWait(order.session)
            finish(
                order.session,
                SyncResult(end: .failed(.disconnected("nobody listens"))),
                with: order.peer,
                at: node
            )
            return
        }
        switch admit(SessionID(incoming: streamCount + 1), hello, at: nodes[to]) {
        case .success(let name):
            let run = nodes[to].run
            open(order, node, to: to, run: run, name: name, hello, isDialled: isDialled)
        case .failure(let refusal):
            guard node.endWait(order.session) else { return }
            let result = SyncResult(end: .failed(.refused(refusal)))
            finish(order.session, result, with: order.peer, at: node)
        }
    }

    /// Asks a node to admit a session, by the greeting of the initiator.
    func admit(
        _ session: SessionID,
        _ hello: SyncGreeting,
        at node: SimulatedNode
    ) -> Result<PeerAddress, SyncRefusal> {
        var admission = Result<PeerAddress, SyncRefusal>.failure(.stopping)
        drive(node) { core, now, effects in
            admission = Result { () throws(SyncRefusal) in
                try core.admit(session, hello, at: now, into: &effects)
            }
        }
        if case .success = admission { checkMuted(hello.node, at: node, "serves") }
        return admission
    }

    private func open(
        _ order: SyncOrder,
        _ node: SimulatedNode,
        to: Int,
        run: Int,
        name: PeerAddress,
        _ hello: SyncGreeting,
        isDialled: Bool
    ) {
        _ = node.endWait(order.session)
        let terms = to < nodes.count ? terms(of: node, nodes[to]) : nil
        drive(node) { core, now, effects in
            let input = NodeInput.session(order.session, .connected(isDialled: isDialled))
            core.take(input, at: now, into: &effects)
        }
        let ends = [node.number, to]
        let stream = makeStream(order.session, order.purpose, ends, [node.run, run])
        stream.names = [order.peer, name]
        stream.logs = ends.filter { $0 < nodes.count }.map { nodes[$0].log }
        stream.sessions[0] = SyncSession(
            order,
            log: sessionLog(of: node),
            greeting: hello,
            limits: scenario.syncLimits
        )
        node.opened[order.session.value] = stream.number
        addResponder(to: stream, greetedBy: hello)
        tell("\(node.number) opens stream \(stream.number) to \(to) for \(order.purpose)")
        if let terms, terms.exchangesRecords { beginExchange(on: stream) }
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
        SimulatedSessionLog(log: node.log) { [unowned self, unowned node] messages in
            prove(messages, travelTogether: true, at: node)
        }
    }

    private func greeting(of node: SimulatedNode, order: SyncOrder?) -> SyncGreeting {
        SyncGreeting(
            purpose: order?.reconciles ?? true ? .reconcile : .fetch,
            node: node.author.key,
            token: order?.token ?? .none,
            incarnation: node.log.incarnation,
            scope: node.core?.sealed.node.offeredScope ?? .everything,
            arrival: node.log.lastArrival
        )
    }

    /// Feeds the session of an end the frames arrived, and performs its actions.
    func pump(_ stream: SimulatedStream, _ end: SimulatedStream.End) {
        defer { stream.noteProgress(end, at: now) }
        do throws(SyncFailure) {
            guard isAlive(stream, end), try exchangeIsOver(stream, end) else { return }
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
            let peer = stream.names[end.rawValue]
            var via = Via.catchUp
            if case .fetch = stream.purpose, end == .initiator { via = .fetch }
            let session = stream.session(end)
            let sender = key(of: stream.node(end.other))
            node.toVerify.append(
                Bundle(
                    messages.map {
                        Ingest($0, via: via, from: peer, of: sender, session: session)
                    }
                )
            )
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
    func tellSessions(of node: SimulatedNode, forged batch: [Judged]) {
        tellSessions(of: node, batch) {
            $0.ingest.session
        } count: {
            $0.add(forged: $1)
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
