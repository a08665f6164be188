package import GossipWire

/// The inviting side of a pairing, as a value: bytes of the connection in, bytes for it and events out.
///
/// ```
/// joiner                                           inviter
/// 1  e                       48 bytes  ─────────▶  opened with one of the invitations' keys; else silence
/// 2                          96 bytes  ◀─────────  e, s
/// 3  s                       64 bytes  ─────────▶
/// 4  request, signed for this handshake ────────▶  asks: the caller signs a pass
/// 5                                    ◀─────────  answer: a use is promised to this node; or a refusal
/// 6  done, once it is stored           ─────────▶  joined: the use is used up
/// ```
/// The time for each step is the caller's to bound.
package struct PairingInviter: ~Copyable, Sendable {
    /// Something that has come of the joiner's bytes.
    package enum Event: Equatable, Sendable {
        /// A node has shown a code and its key, and would like this role: it is to be answered or refused.
        case asks(PairingRequest, MemberRole)
        /// The node of this pass has stored it; the connection is to be closed.
        case joined(Pass)
        /// The node was refused; the connection is to be closed once all is sent.
        case refused(PairingRefusal)
    }

    private enum Phase {
        case awaitsInitiation, awaitsFinish, awaitsRequest, asked, awaitsDone, over
    }

    private let pairs: PairingKeyPairs
    private var phase = Phase.awaitsInitiation
    private var pieces = PairingPieces()
    private var handshake: NoiseHandshake?
    private var hash: [UInt8] = []
    private var invitation: Invitations.ID?
    private var node: AuthorKey?
    private var pass: Pass?

    /// Makes the side that was dialled; it says nothing before the other has shown the secret of a code.
    package init(_ pairs: PairingKeyPairs) { self.pairs = pairs }

    // MARK: Receiving

    /// Takes in bytes of the connection, cut anywhere.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, in their order.
    ///   - now: The time.
    ///   - invitations: Those of this node.
    ///   - output: The bytes for the connection are appended.
    ///   - events: What has come of it is appended.
    /// - Throws: ``PairingError``; from then on all bytes are ignored.
    package mutating func receive(
        _ bytes: some Sequence<UInt8>,
        at now: Now,
        with invitations: inout Invitations,
        into output: inout [UInt8],
        _ events: inout [Event]
    ) throws(PairingError) {
        guard phase != .over else { return }
        pieces.append(bytes)
        do throws(PairingError) {
            while try step(at: now, with: &invitations, into: &output, &events) {}
        } catch {
            end()
            throw error
        }
    }

    /// Takes the next piece or message; `false` when it has not come whole.
    private mutating func step(
        at now: Now,
        with invitations: inout Invitations,
        into output: inout [UInt8],
        _ events: inout [Event]
    ) throws(PairingError) -> Bool {
        switch phase {
        case .awaitsInitiation:
            let length = PairingHandshake.initiationLength
            guard let message = try pieces.handshakeMessage(ofLength: length) else { return false }
            try initiated(message, at: now, with: &invitations, into: &output)
        case .awaitsFinish:
            let length = PairingHandshake.finishLength
            guard let message = try pieces.handshakeMessage(ofLength: length) else { return false }
            try finished(message)
        case .awaitsRequest:
            guard case .request(let request) = try pieces.message(of: [.request]) else {
                return false
            }
            try requested(request, at: now, with: invitations, into: &output, &events)
        case .asked:
            // Nothing may come before the answer.
            guard !pieces.hasRest else { throw .malformed }
            return false
        case .awaitsDone:
            guard case .done = try pieces.message(of: [.done]) else { return false }
            done(at: now, with: &invitations, &events)
        case .over: return false
        }
        return true
    }

    private mutating func initiated(
        _ message: ArraySlice<UInt8>,
        at now: Now,
        with invitations: inout Invitations,
        into output: inout [UInt8]
    ) throws(PairingError) {
        for candidate in try invitations.candidates(at: now) {
            var handshake = PairingHandshake.side(.responder, candidate.keys, pairs)
            guard (try? handshake.read(message)) != nil else { continue }
            guard let response = try? handshake.write([]) else { throw .handshake }
            LinkRecord.encode(response, into: &output)
            self.handshake = consume handshake
            invitation = candidate.id
            phase = .awaitsFinish
            return
        }
        throw .unknownCode
    }

    private mutating func finished(_ message: ArraySlice<UInt8>) throws(PairingError) {
        guard var handshake = handshake.take(), (try? handshake.read(message)) != nil else {
            throw .handshake
        }
        hash = handshake.hash
        guard let transport = try? handshake.finish() else { throw .handshake }
        pieces.begin(transport)
        phase = .awaitsRequest
    }

    private mutating func requested(
        _ request: PairingRequest,
        at now: Now,
        with invitations: Invitations,
        into output: inout [UInt8],
        _ events: inout [Event]
    ) throws(PairingError) {
        guard let invitation, request.isAuthentic(in: hash) else { throw .forgedRequest }
        node = request.node
        phase = .asked
        do throws(PairingRefusal) {
            let role = try invitations.role(of: invitation, for: request.node, at: now)
            events.append(.asks(request, role))
        } catch { refuse(error, into: &output, &events) }
    }

    private mutating func done(
        at now: Now,
        with invitations: inout Invitations,
        _ events: inout [Event]
    ) {
        if let invitation, let node, let pass {
            invitations.complete(invitation, by: node, at: now)
            events.append(.joined(pass))
        }
        end()
    }

    private mutating func end() {
        phase = .over
        pieces.clear()
    }

    // MARK: Answering

    /// Answers the node that asks, and promises it a use of the invitation.
    ///
    /// It is refused all the same when another node has taken the last use by now. Without a node that asks,
    /// because its pairing has ended since, nothing happens.
    ///
    /// - Parameters:
    ///   - answer: The answer, see ``Roster/answer(to:as:signedBy:named:keys:peers:)``.
    ///   - now: The time.
    ///   - invitations: Those of this node.
    ///   - output: The bytes for the connection are appended.
    ///   - events: A refusal is appended.
    package mutating func answer(
        _ answer: PairingAnswer,
        at now: Now,
        with invitations: inout Invitations,
        into output: inout [UInt8],
        _ events: inout [Event]
    ) {
        guard phase == .asked, let invitation, let node else { return }
        precondition(answer.pass.node == node, "the pass is that of the node that asks")
        do throws(PairingRefusal) {
            _ = try invitations.role(of: invitation, for: node, at: now)
        } catch {
            refuse(error, into: &output, &events)
            return
        }
        invitations.promise(invitation, to: node, at: now)
        pass = answer.pass
        pieces.send(.answer(answer), into: &output)
        phase = .awaitsDone
    }

    /// Refuses the node that asks; without one nothing happens.
    ///
    /// - Parameters:
    ///   - refusal: The reason.
    ///   - output: The bytes for the connection are appended.
    ///   - events: The refusal is appended.
    package mutating func refuse(
        _ refusal: PairingRefusal,
        into output: inout [UInt8],
        _ events: inout [Event]
    ) {
        guard phase == .asked else { return }
        pieces.send(.refusal(refusal), into: &output)
        events.append(.refused(refusal))
        end()
    }
}
