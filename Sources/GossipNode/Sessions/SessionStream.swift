import GossipCore
import GossipWire
import NIOCore
import NIOPosix

/// One sync session on one TCP connection.
///
/// One frame at a time goes to the machine, on a thread that may block; its frames come back to
/// the loop and are written. Backpressure goes both ways. Nothing is read while the machine is at
/// work or has too much unfinished. The machine is asked for more only while the stream takes what was
/// written.
final class SessionStream: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The session's number; another once an incoming stream turns out to be asked for.
    var id: SessionID
    /// The peer by the name of its link; of an incoming stream it is known after its first frame.
    var peer: PeerAddress
    /// The key that the peer has proved; nil before that.
    private(set) var node: AuthorKey?
    /// The key that the peer has proved, while both exchange records; and whether it is known as a member.
    var exchanging: (node: AuthorKey, isMember: Bool)?
    /// True once the peer of an incoming stream has greeted as one that is known.
    var isAdmitted = false
    private(set) var progress = SyncProgress()
    /// The reason to turn an incoming stream away as soon as its peer is proved.
    var refusal: SyncRefusal?

    private static let lingerTimeAmount = TimeAmount.seconds(5)

    unowned let delegate: any SessionStreamDelegate
    let blocking: NIOThreadPool
    let role: StreamRole
    var machine: Transfer<any SessionMachine>?
    private var context: ChannelHandlerContext?
    /// Outlives the connection: what has come before its end is still worked off.
    var eventLoop: (any EventLoop)?
    private var input = FrameBuffer()
    /// Whole frames that a turn has left.
    private var frames = ByteBuffer()
    private var outcomes = OutcomeCounts()
    var isBusy = false
    private var isDry = false
    private var wantsInput = true
    private var isReading = false
    /// The time before which nothing more is read, because the peer brings too much.
    private var pausedUntil: UInt64 = 0
    private var isClosed = false
    var isFinished = false
    var deadlines: SessionDeadlines
    private var watchdog: Scheduled<Void>?

    init(
        id: SessionID,
        peer: PeerAddress,
        role: StreamRole,
        blocking: NIOThreadPool,
        delegate: any SessionStreamDelegate
    ) {
        self.id = id
        self.peer = peer
        self.role = role
        self.blocking = blocking
        self.delegate = delegate
        deadlines = SessionDeadlines(isGreeted: !id.isIncoming, at: Self.now())
    }

    /// The ticket of a stream that this node has dialled at the peer's request.
    var ticket: DialTicket? {
        if case .responder(let ticket) = role { ticket } else { nil }
    }

    private static func now() -> UInt64 { NIODeadline.now().uptimeNanoseconds }

    // MARK: The connection

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        eventLoop = context.eventLoop
        if context.channel.isActive { opened() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        isClosed = true
        advance()
    }

    func channelActive(context: ChannelHandlerContext) {
        opened()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = Self.unwrapInboundIn(data)
        input.append(&bytes)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        // Also when it was no whole piece yet: a slow link is not a silent one.
        deadlines.heard(at: Self.now())
        advance()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        deadlines.heard(at: Self.now())
        advance()
    }

    func channelInactive(context: ChannelHandlerContext) {
        isClosed = true
        advance()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let failure = (error as? ChannelFailure).map { SyncFailure.channel($0) }
        fail(failure ?? .disconnected("\(error)"))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let proof = event as? SealHandler.Proof else {
            return context.fireUserInboundEventTriggered(event)
        }
        proved(proof.node)
    }

    private func opened() {
        guard watchdog == nil, !isFinished else { return }
        // The time in which the connection was made is not the peer's.
        deadlines = SessionDeadlines(isGreeted: !id.isIncoming, at: Self.now())
        watch()
        advance()
    }

    /// Begins, now that it is known with whom, and both have the same records.
    private func proved(_ node: AuthorKey) {
        guard self.node == nil, !isFinished else { return }
        self.node = node
        if let refusal { return refuse(refusal) }
        switch role {
        case .initiator(let makeMachine): open(makeMachine, greetedBy: nil)
        case .responder(let ticket): write(SyncFrame.reversed(ticket).encode())
        case .unknown: break
        case .records: end()
        }
    }

    // MARK: Turns

    /// Counts the outcome of a message that the session handed in.
    func count(_ body: (inout OutcomeCounts) -> Void) { body(&outcomes) }

    /// Does what can be done now.
    ///
    /// Call it after ``count(_:)``.
    func advance() {
        guard !isBusy, !isFinished, eventLoop != nil else { return }
        guard let machine else { return greet() }
        if !outcomes.isEmpty {
            let counts = outcomes
            outcomes = OutcomeCounts()
            deadlines.heard(at: Self.now())
            turn(machine, .outcomes(counts))
        } else if !isDry, maySend {
            turn(machine, .none)
        } else if wantsInput, pausedUntil <= Self.now() {
            // Also while nothing can be written: two sides that push would wait for each other.
            if let frames = nextFrames() {
                turn(machine, .frames(frames))
            } else {
                readMore()
            }
        }
    }

    /// Closed for writing, it still hears what has come.
    private var maySend: Bool { isClosed || context?.channel.isWritable ?? false }

    func turn(_ machine: Transfer<any SessionMachine>, _ input: SessionStep.Input) {
        guard let eventLoop, let node else { return }
        isBusy = true
        let maySend = maySend
        let job = { @Sendable in SessionStep(machine.value, input, from: node, maySend: maySend) }
        blocking.runIfActive(eventLoop: eventLoop, job)
            .assumeIsolated().whenComplete { result in
                self.isBusy = false
                switch result {
                case .success(let step): self.take(step)
                case .failure: self.fail(.disconnected("the node stops"))
                }
            }
    }

    private func take(_ step: SessionStep) {
        guard !isFinished else { return }
        isDry = step.isDry
        if step.rest.readableBytes > 0 { frames = step.rest }
        wantsInput = step.wantsInput
        progress = step.progress
        deadlines.progressed(progress, at: Self.now())
        if step.output.readableBytes > 0, !isClosed {
            context?.writeAndFlush(Self.wrapOutboundOut(step.output), promise: nil)
        }
        for messages in step.ingests {
            if let time = delegate.ingest(messages, of: self) { pause(until: time) }
        }
        if let failure = step.failure { return fail(failure) }
        if let result = step.finish { return finish(result) }
        delegate.progressed(self)
        advance()
    }

    private func pause(until time: UInt64) {
        pausedUntil = max(pausedUntil, time)
        // The silence is this node's.
        deadlines.heard(at: time)
        eventLoop?.assumeIsolated()
            .scheduleTask(deadline: .uptimeNanoseconds(time)) { self.advance() }
    }

    // MARK: Frames

    func write(_ bytes: [UInt8]) {
        context?.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    private func nextFrames() -> ByteBuffer? {
        if frames.readableBytes > 0 {
            defer { frames = ByteBuffer() }
            return frames
        }
        return nextFrames(lengthMax: SyncFrame.lengthMax, countMax: .max)
    }

    func nextFrames(lengthMax: Int, countMax: Int) -> ByteBuffer? {
        do throws(SyncFrameError) {
            return try input.next(lengthMax: lengthMax, countMax: countMax)
        } catch {
            fail(.malformed(error))
            return nil
        }
    }

    func readMore() {
        guard !isFinished else { return }
        if isClosed { return fail(.disconnected("the peer closed it")) }
        guard !isReading else { return }
        isReading = true
        context?.read()
    }

    // MARK: The end

    private func watch() {
        guard let eventLoop else { return }
        let next = NIODeadline.uptimeNanoseconds(deadlines.next)
        watchdog = eventLoop.assumeIsolated().scheduleTask(deadline: next) { [weak self] in
            guard let self, !self.isFinished else { return }
            if self.deadlines.isOver(at: Self.now()) {
                self.fail(.timedOut)
            } else {
                self.watch()
            }
        }
    }

    /// Ends the session as failed, unless it has ended.
    func fail(_ failure: SyncFailure) {
        finish(SyncResult(end: .failed(failure), progress: progress))
    }

    /// Ends a stream that was for records alone.
    func end() { finish(SyncResult(end: .served, progress: progress)) }

    private func finish(_ result: SyncResult) {
        guard !isFinished else { return }
        isFinished = true
        watchdog?.cancel()
        machine = nil
        input = FrameBuffer()
        frames = ByteBuffer()
        close()
        delegate.finished(self, result)
    }

    /// Closes once what was written has gone out, or when the peer does not take it.
    private func close() {
        guard let channel = context?.channel else { return }
        channel.writeAndFlush(ByteBuffer()).whenComplete { _ in channel.close(promise: nil) }
        let linger = channel.eventLoop.scheduleTask(in: Self.lingerTimeAmount) {
            channel.close(promise: nil)
        }
        // Until it runs it holds the channel: of a peer that dials without end, all of the last seconds.
        channel.closeFuture.whenComplete { _ in linger.cancel() }
    }
}
