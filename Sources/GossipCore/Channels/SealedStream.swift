package import GossipWire

/// One side of a sealed stream, as a value: bytes of the connection in, bytes for it and contents out.
///
/// The handshake is that of the channels, see <doc:Channels>. Then each side says its verdict on the other in its first
/// piece, a ``StreamVerdict``; all further pieces are content. A stream has an order, so a piece that is lost,
/// comes twice or was changed ends it. The end of a stream proves nothing: whatever is carried must know its own.
package struct SealedStream: ~Copyable, Sendable {
    /// Something that has come of the peer's bytes.
    package enum Event: Equatable, Sendable {
        /// The peer has proved its key, and both sides have let each other in.
        case opened(AuthorKey, StreamTerms)
        /// Bytes of the peer, cut anywhere.
        case content([UInt8])
        /// This node has refused the peer; the connection is to be closed once all is sent.
        case refused(LinkRefusal)
        /// The peer has refused this node.
        case refusedBy(LinkRefusal)
    }

    /// The reason for which a stream ends.
    package enum Failure: Error, Equatable, Sendable {
        /// The handshake does not succeed: another network, or changed bytes.
        case handshake
        /// A piece is longer than any, or too short for its place.
        case malformed
        /// A piece is not authentic: changed, left out, or sent twice.
        case unauthentic
    }

    private enum Phase {
        case awaitsInitiation, awaitsResponse, awaitsFinish, awaitsVerdict, open, over
    }

    private let configuration: ChannelConfiguration
    private let fresh: NoiseKeyPair
    private var phase: Phase
    private var handshake: NoiseHandshake?
    private var transport: NoiseTransport?
    private var node: AuthorKey?
    private var ownVerdict = StreamVerdict.admitted(records: nil)
    private var sent: UInt64 = 0
    private var opened: UInt64 = 0
    private var buffer: [UInt8] = []

    // MARK: Beginning

    /// Makes the side that has dialled.
    ///
    /// - Parameters:
    ///   - configuration: The identity of this node, and the network.
    ///   - key: The key of the network to begin with: the one that served with this peer last.
    ///   - fresh: A new key pair, for this stream alone.
    ///   - output: The first bytes for the connection are appended.
    package init(
        dialling configuration: ChannelConfiguration,
        with key: NetworkKey,
        fresh: NoiseKeyPair,
        into output: inout [UInt8]
    ) {
        self.configuration = configuration
        self.fresh = fresh
        phase = .awaitsResponse
        var handshake = configuration.handshake(as: .initiator, with: key, fresh: fresh)
        guard let message = try? handshake.write(configuration.terms(index: 0).payload()) else {
            preconditionFailure("the first message of a handshake needs nothing of the peer")
        }
        self.handshake = consume handshake
        LinkRecord.encode(message, into: &output)
    }

    /// Makes the side that was dialled; it says nothing before the other has shown the network's key.
    package init(accepting configuration: ChannelConfiguration, fresh: NoiseKeyPair) {
        self.configuration = configuration
        self.fresh = fresh
        phase = .awaitsInitiation
    }

    /// True once contents may be sealed.
    package var isOpen: Bool { phase == .open }

    // MARK: Sending

    /// Seals content for the peer, in as many pieces as it takes.
    ///
    /// - Parameters:
    ///   - content: The bytes.
    ///   - output: The bytes for the connection are appended.
    package mutating func seal(_ content: ArraySlice<UInt8>, into output: inout [UInt8]) {
        precondition(phase == .open, "contents are sealed in an open stream")
        var rest = content
        while !rest.isEmpty {
            let piece = rest.prefix(LinkRecord.contentLengthMax)
            sealPiece(piece, into: &output)
            rest = rest.dropFirst(piece.count)
        }
    }

    private mutating func sealPiece(_ piece: ArraySlice<UInt8>, into output: inout [UInt8]) {
        guard let key = transport?.sending,
            (try? LinkRecord.seal(piece, with: key, counter: sent, into: &output)) != nil
        else { preconditionFailure("2^64 pieces are more than a connection carries") }
        sent += 1
    }

    // MARK: Receiving

    /// Takes in bytes of the connection, cut anywhere.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, in their order.
    ///   - output: The bytes for the connection are appended.
    ///   - events: What has come of it is appended.
    /// - Throws: ``Failure``; what came before it in the same bytes has been appended.
    package mutating func receive(
        _ bytes: some Sequence<UInt8>,
        into output: inout [UInt8],
        _ events: inout [Event]
    ) throws(Failure) {
        buffer.append(contentsOf: bytes)
        var start = buffer.startIndex
        defer { buffer.removeFirst(start) }
        while phase != .over, buffer.count - start >= LinkRecord.prefixLength {
            let length = Int(buffer[start]) << 8 | Int(buffer[start + 1])
            guard length <= lengthMax else { throw .malformed }
            let end = start + LinkRecord.prefixLength + length
            guard buffer.count >= end else { return }
            let piece = buffer[(start + LinkRecord.prefixLength)..<end]
            start = end
            try take(piece, into: &output, &events)
        }
        if phase == .over { start = buffer.endIndex }
    }

    /// The longest piece that may come now: a stranger must not make this node keep more.
    private var lengthMax: Int {
        switch phase {
        case .awaitsInitiation, .awaitsResponse, .awaitsFinish: LinkPacket.handshakeLengthMax
        case .awaitsVerdict, .open, .over: LinkRecord.lengthMax
        }
    }

    private mutating func take(
        _ piece: ArraySlice<UInt8>,
        into output: inout [UInt8],
        _ events: inout [Event]
    ) throws(Failure) {
        switch phase {
        case .awaitsInitiation: try initiated(piece, into: &output)
        case .awaitsResponse: try responded(piece, into: &output, &events)
        case .awaitsFinish: try finished(piece, into: &output, &events)
        case .awaitsVerdict: try judged(try open(piece), &events)
        case .open:
            let content = try open(piece)
            if !content.isEmpty { events.append(.content(content)) }
        case .over: break
        }
    }

    private mutating func open(_ piece: ArraySlice<UInt8>) throws(Failure) -> [UInt8] {
        guard let key = transport?.receiving,
            let content = try? LinkRecord.open(piece, with: key, counter: opened)
        else { throw .unauthentic }
        opened += 1
        return content
    }

    // MARK: The handshake

    private mutating func initiated(
        _ message: ArraySlice<UInt8>,
        into output: inout [UInt8]
    ) throws(Failure) {
        for key in configuration.keys.all {
            var handshake = configuration.handshake(as: .responder, with: key, fresh: fresh)
            guard let payload = try? handshake.read(message),
                LinkTerms(leading: payload) != nil
            else { continue }
            let answer = configuration.terms(index: 0)
                .payload(configuration.credential.encoded)
            guard let message = try? handshake.write(answer) else { throw .handshake }
            LinkRecord.encode(message, into: &output)
            self.handshake = consume handshake
            phase = .awaitsFinish
            return
        }
        throw .handshake
    }

    private mutating func responded(
        _ message: ArraySlice<UInt8>,
        into output: inout [UInt8],
        _ events: inout [Event]
    ) throws(Failure) {
        guard var handshake = handshake.take(), let payload = try? handshake.read(message),
            LinkTerms(leading: payload) != nil
        else { throw .handshake }
        let verdict = configuration.judge(
            payload.dropFirst(LinkTerms.length),
            handshake.peerKey
        )
        guard let finish = try? handshake.write(configuration.credential.encoded),
            let transport = try? handshake.finish()
        else { throw .handshake }
        LinkRecord.encode(finish, into: &output)
        self.transport = transport
        tell(verdict, into: &output, &events)
    }

    private mutating func finished(
        _ message: ArraySlice<UInt8>,
        into output: inout [UInt8],
        _ events: inout [Event]
    ) throws(Failure) {
        guard var handshake = handshake.take(), let payload = try? handshake.read(message) else {
            throw .handshake
        }
        let verdict = configuration.judge(payload[...], handshake.peerKey)
        guard let transport = try? handshake.finish() else { throw .handshake }
        self.transport = transport
        tell(verdict, into: &output, &events)
    }

    /// Says this side's verdict on the other, and waits for the other's.
    private mutating func tell(
        _ verdict: PeerVerdict,
        into output: inout [UInt8],
        _ events: inout [Event]
    ) {
        node = verdict.node
        ownVerdict = StreamVerdict(verdict, records: configuration.recordsDigest)
        sealPiece(ownVerdict.content[...], into: &output)
        if case .refused(let refusal) = ownVerdict {
            events.append(.refused(refusal))
            phase = .over
        } else {
            phase = .awaitsVerdict
        }
    }

    private mutating func judged(_ content: [UInt8], _ events: inout [Event]) throws(Failure) {
        guard let verdict = StreamVerdict(content), let node else { throw .malformed }
        if case .refused(let refusal) = verdict {
            events.append(.refusedBy(refusal))
            phase = .over
        } else {
            events.append(.opened(node, StreamTerms(own: ownVerdict, theirs: verdict)))
            phase = .open
        }
    }
}
