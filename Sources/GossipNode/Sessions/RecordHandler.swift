import GossipCore
import GossipWire
import NIOCore
import NIOPosix

/// The handler between the seal of a connection and its session: where the records of the network differ, both sides
/// exchange them before the session hears of its peer.
///
/// Signatures are checked on a thread that may block, in the order in which the records came.
final class RecordHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        /// Nothing has come of the peer but its handshake.
        case awaitsProof
        case exchanging(SealHandler.Proof)
        /// Everything goes on to the session.
        case done
    }

    private unowned let loop: NetworkLoop
    private let stream: SessionStream
    private var phase = Phase.awaitsProof
    private var exchange: RecordExchange?
    private var input = FrameBuffer()
    /// Records that are still to be checked: in batches, the first of which is on its way.
    private var unchecked: [[NetworkRecord]] = []
    /// The keys of the peer, which count once its records are taken in.
    private var keys: NetworkKeys?
    /// True when the session wants to read, and records must be checked first.
    private var isReadHeld = false

    init(loop: NetworkLoop, stream: SessionStream) {
        self.loop = loop
        self.stream = stream
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let proof = event as? SealHandler.Proof else {
            return context.fireUserInboundEventTriggered(event)
        }
        guard proof.terms.exchangesRecords, let roster = loop.core.roster else {
            return pass(proof, context)
        }
        stream.exchanging = (proof.node, isMember: proof.terms.carriesSessions)
        // From now on it is the time of one that has shown who it is; a stranger has the time of a greeting.
        if proof.terms.carriesSessions || stream.isDialled { stream.deadlines.greeted() }
        phase = .exchanging(proof)
        var actions: [RecordExchange.Action] = []
        let keys = proof.terms.carriesSessions ? loop.core.channelConfiguration.keys : nil
        exchange = RecordExchange(of: roster, keys: keys, &actions)
        perform(actions, context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .exchanging = phase else { return context.fireChannelRead(data) }
        var bytes = Self.unwrapInboundIn(data)
        input.append(&bytes)
        work(context)
    }

    /// Reads no further while records are checked, or a peer that sends on would fill the memory.
    func read(context: ChannelHandlerContext) {
        if case .exchanging = phase, !unchecked.isEmpty {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    private func work(_ context: ChannelHandlerContext) {
        guard case .exchanging(let proof) = phase else { return }
        var actions: [RecordExchange.Action] = []
        do throws(SyncFailure) {
            while exchange?.isOver == false, let frame = try nextFrame(of: proof.node) {
                if case .refused(let refusal) = frame { throw .refused(refusal) }
                try exchange?.receive(frame, &actions)
            }
        } catch {
            return fail(error)
        }
        perform(actions, context)
        goOn(context)
    }

    private func nextFrame(of node: AuthorKey) throws(SyncFailure) -> SyncFrame? {
        var frame: ByteBuffer?
        do throws(SyncFrameError) {
            frame = try input.next(lengthMax: SyncFrame.lengthMax, countMax: 1)
        } catch {
            throw .malformed(error)
        }
        guard var frame else { return nil }
        return try SessionStep.takeFrame(of: node, from: &frame)
    }

    private func perform(_ actions: [RecordExchange.Action], _ context: ChannelHandlerContext) {
        for action in actions {
            switch action {
            case .send(let frame):
                let bytes = ByteBuffer(bytes: frame.encode())
                context.write(Self.wrapOutboundOut(bytes), promise: nil)
            case .check(let records): check(records, context)
            case .follow(let keys): self.keys = keys
            }
        }
        context.flush()
    }

    /// Has the records checked that are new, as far as the budget of the peer goes.
    private func check(_ records: [NetworkRecord], _ context: ChannelHandlerContext) {
        guard case .exchanging(let proof) = phase else { return }
        do throws(SyncRefusal) {
            let new = try loop.sift(records, of: proof.node)
            guard !new.isEmpty else { return }
            unchecked.append(new)
            if unchecked.count == 1 { checkNext(context) }
        } catch {
            stream.refuse(error)
            end()
        }
    }

    private func checkNext(_ context: ChannelHandlerContext) {
        guard let records = unchecked.first else { return }
        let context = NIOLoopBound(context, eventLoop: context.eventLoop)
        // A peer that hangs up meanwhile is judged by what it has sent.
        stream.isBusy = true
        loop.services.blocking.runIfActive(eventLoop: loop.eventLoop) {
            AuthenticRecords(checking: records)
        }
        .assumeIsolated().whenComplete { result in
            self.stream.isBusy = false
            guard case .exchanging = self.phase else { return }
            switch result {
            case .success(let records): self.take(records, context.value)
            case .failure: self.fail(.disconnected("the node stops"))
            }
            self.stream.advance()
        }
    }

    private func take(_ records: AuthenticRecords, _ context: ChannelHandlerContext) {
        guard records.forgedCount == 0 else { return fail(.forged) }
        loop.change { core, now, effects in core.take(records, at: now, into: &effects) }
        guard case .exchanging = phase else { return }
        unchecked.removeFirst()
        checkNext(context)
        goOn(context)
        guard unchecked.isEmpty, isReadHeld else { return }
        isReadHeld = false
        context.read()
    }

    /// Goes on to the session once all is exchanged and taken in, if the peer may link by what is known now.
    private func goOn(_ context: ChannelHandlerContext) {
        guard case .exchanging(let proof) = phase, exchange?.isOver == true, unchecked.isEmpty
        else { return }
        if let keys, proof.terms.carriesSessions {
            loop.change { core, now, effects in core.follow(keys, at: now, into: &effects) }
        }
        pass(proof, context)
        guard case .done = phase, !stream.isFinished, let rest = input.takeRest() else { return }
        context.fireChannelRead(Self.wrapInboundOut(rest))
        context.fireChannelReadComplete()
    }

    private func pass(_ proof: SealHandler.Proof, _ context: ChannelHandlerContext) {
        phase = .done
        exchange = nil
        stream.exchanging = nil
        guard proof.terms.carriesSessions else { return stream.end() }
        if let roster = loop.core.roster,
            !roster.standing(of: proof.node).role.contains(.links)
        {
            // Its pass was good when it was shown, and what has come meanwhile says otherwise.
            return stream.fail(.channel(.refused(.removed)))
        }
        context.fireUserInboundEventTriggered(proof)
    }

    private func fail(_ failure: SyncFailure) {
        end()
        stream.fail(failure)
    }

    private func end() {
        phase = .done
        exchange = nil
        unchecked = []
    }
}
