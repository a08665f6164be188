import Glibc
import GossipCore
import GossipWire
import NIOCore
import NIOPosix

/// Streams: dialled here, or dialled by a peer that this node asked.
///
/// Of two nodes often one alone can dial. Whichever stream comes about first serves.
extension SessionHost {
    /// Streams that are dialled at once at the request of peers.
    private static let dialBacksMax = 8

    /// Waits for the stream of an order, and dials it unless the peer alone can.
    func awaitStream(_ order: SyncOrder) {
        let timeout = loop.eventLoop.assumeIsolated().scheduleTask(in: Self.connectTimeAmount) {
            [weak self] in
            guard let self, let waiting = self.waiting[order.session] else { return }
            let reason = waiting.dialFailure.map { "it cannot be dialled (\($0))" } ?? "no answer"
            self.giveUp(order, .disconnected("\(reason), and it did not dial either"))
        }
        waiting[order.session] = WaitingOrder(order: order, timeout: timeout)
        guard let address = order.address else { return }
        connect(to: address) { [weak self] result in
            guard let self else { return }
            switch result {
            case .success(let channel):
                guard let order = self.endWait(order.session) else {
                    channel.close(promise: nil)
                    return
                }
                self.loop.change { core, now, effects in
                    let input = NodeInput.session(order.session, .connected(isDialled: true))
                    core.take(input, at: now, into: &effects)
                }
                self.start(order, on: channel)
            case .failure(let error): self.cannotDial(order, "\(error)")
            }
        }
    }

    /// Gives up a session in favour of one that the peer has begun.
    func cancel(_ session: SessionID) {
        guard let order = waiting[session]?.order else { return }
        giveUp(order, .refused(.crossing))
    }

    /// Ends a session that has no stream.
    func giveUp(_ order: SyncOrder, _ failure: SyncFailure) {
        _ = endWait(order.session)
        // Never from within the core's own call.
        loop.eventLoop.assumeIsolated().execute {
            self.ended(order.session, SyncResult(end: .failed(failure)), peer: order.peer)
        }
    }

    private func cannotDial(_ order: SyncOrder, _ reason: String) {
        guard waiting[order.session] != nil else { return }
        waiting[order.session]?.dialFailure = reason
        loop.change { core, now, effects in
            core.take(.session(order.session, .unreachable), at: now, into: &effects)
        }
    }

    private func endWait(_ session: SessionID) -> SyncOrder? {
        guard let ended = waiting.removeValue(forKey: session) else { return nil }
        ended.timeout.cancel()
        return ended.order
    }

    func claim(
        _ ticket: DialTicket,
        by stream: SessionStream
    ) -> (SessionID, StreamRole.MakeMachine)? {
        guard
            let session = waiting.values.first(where: { $0.order.ticket == ticket })?.order.session,
            let order = endWait(session)
        else { return nil }
        streams[stream.id] = nil
        streams[session] = stream
        stream.peer = order.peer
        loop.change { core, now, effects in
            let input = NodeInput.session(session, .connected(isDialled: false))
            core.take(input, at: now, into: &effects)
        }
        return (session, machine(for: order))
    }

    // MARK: For a peer

    /// Dials a stream for a peer that cannot, and answers it there.
    func dialBack(_ ticket: DialTicket, for peer: PeerAddress, at address: PeerAddress) {
        // A peer asks again until the stream is there.
        guard !isStopping, dialBacks.count < Self.dialBacksMax, dialBacks.insert(ticket).inserted
        else { return }
        connect(to: address) { [weak self] result in
            guard let self else { return }
            guard case .success(let channel) = result else {
                self.dialBacks.remove(ticket)
                return
            }
            let stream = SessionStream(
                id: self.nextIncomingID(),
                peer: peer,
                role: .responder(ticket),
                blocking: self.loop.services.blocking,
                delegate: self
            )
            if self.isStopping { stream.refusal = .stopping }
            self.run(stream, on: channel)
        }
    }

    // MARK: Records

    /// Dials a stream that carries records of the network alone.
    func exchangeRecords(with address: PeerAddress) {
        guard !isStopping else { return }
        connect(to: address) { [weak self] result in
            guard let self, case .success(let channel) = result else { return }
            let stream = SessionStream(
                id: self.nextIncomingID(),
                peer: address,
                role: .records,
                blocking: self.loop.services.blocking,
                delegate: self
            )
            self.run(stream, on: channel)
        }
    }

    /// Ends the streams of those who are members no longer.
    func membersChanged() {
        guard let roster = loop.core.roster else { return }
        for id in streams.keys.sorted(by: { $0.value < $1.value }) {
            guard let stream = streams[id], let node = stream.node,
                !roster.standing(of: node).role.contains(.links)
            else { continue }
            stream.fail(.channel(.refused(.removed)))
        }
    }

    // MARK: Knocking

    /// Dials an address that does not answer and hangs up, to learn from the system why.
    ///
    /// A node has the same port for datagrams and for streams. The datagram socket itself cannot be told of
    /// refusals: it serves all peers, and an error that is queued there would reach sends to others.
    func knock(at address: PeerAddress) {
        guard !isStopping, knocked.insert(address).inserted else { return }
        connect(to: address) { [weak self] result in
            guard let self else { return }
            self.knocked.remove(address)
            self.loop.change { core, now, effects in
                core.take(.knocked(address, PeerAbsence(result)), at: now, into: &effects)
            }
            if case .success(let channel) = result { channel.close(promise: nil) }
        }
    }

    // MARK: Dialling

    /// Dials an address.
    private func connect(
        to peer: PeerAddress,
        _ completion: @escaping (Result<any Channel, any Error>) -> Void
    ) {
        guard reachability.contains(peer),
            let address = peer.socketAddress(for: reachability.family)
        else {
            // Never from within the core's own call.
            loop.eventLoop.assumeIsolated().execute {
                completion(.failure(Unreachable()))
            }
            return
        }
        let plain = { self.bootstrap.connect(to: address) }
        // The peer is to see the address of this host that it knows.
        let source = loop.socket?.source(to: peer)?.socketAddress(for: reachability.family)
        guard let source else { return plain().assumeIsolated().whenComplete(completion) }
        bootstrap.bind(to: source).connect(to: address).assumeIsolated().whenComplete { result in
            if case .failure(let error as IOError) = result,
                error.errnoCode == EADDRNOTAVAIL || error.errnoCode == EINVAL
            {
                // The host no longer has that address.
                plain().assumeIsolated().whenComplete(completion)
            } else {
                completion(result)
            }
        }
    }

    private var bootstrap: ClientBootstrap {
        ClientBootstrap(group: loop.eventLoop)
            .connectTimeout(Self.connectTimeAmount)
            .channelOption(.autoRead, value: false)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.writeBufferWaterMark, value: Self.waterMark)
    }

    private struct Unreachable: Error, CustomStringConvertible {
        var description: String { "it cannot be reached from the address this node listens on" }
    }
}
