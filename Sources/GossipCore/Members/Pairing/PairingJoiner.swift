package import GossipWire

/// The joining side of a pairing, as a value: bytes of the connection in, bytes for it and events out.
///
/// See ``PairingInviter`` for the steps. What the inviter sends is checked before anybody hears of it: see
/// ``JoinedNetwork``.
package struct PairingJoiner: ~Copyable, Sendable {
    /// Something that has come of the inviter's bytes.
    package enum Event: Equatable, Sendable {
        /// The node is a member: this is to be stored, and then ``PairingJoiner/confirm(into:)`` called.
        case offered(JoinedNetwork)
        /// The inviter refuses; the connection is to be closed.
        case refused(PairingRefusal)
    }

    private enum Phase {
        case awaitsResponse, awaitsAnswer, offered, over
    }

    /// True once the inviter has shown that it has the secret of the code.
    ///
    /// Before that, the end of the connection tells of a code that the other end does not know.
    package private(set) var hasMet = false

    private let identity: Identity
    private let name: String
    private let network: NetworkID?
    private var phase = Phase.awaitsResponse
    private var pieces = PairingPieces()
    private var handshake: NoiseHandshake?

    /// Makes the side that has dialled one of the code's addresses.
    ///
    /// - Parameters:
    ///   - code: The code.
    ///   - identity: The node that joins.
    ///   - name: The name that it would like to have, at most 64 bytes, or an empty one.
    ///   - network: The network that its log belongs to, `nil` for none.
    ///   - pairs: New key pairs, for this connection alone.
    ///   - output: The first bytes for the connection are appended.
    package init(
        _ code: InvitationCode,
        as identity: Identity,
        named name: String,
        from network: NetworkID?,
        _ pairs: PairingKeyPairs,
        into output: inout [UInt8]
    ) {
        self.identity = identity
        self.name = name
        self.network = network
        var handshake = PairingHandshake.side(.initiator, PairingKeys(code), pairs)
        guard let message = try? handshake.write([]) else {
            preconditionFailure("the first message of a handshake needs nothing of the peer")
        }
        self.handshake = consume handshake
        LinkRecord.encode(message, into: &output)
    }

    /// Takes in bytes of the connection, cut anywhere.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, in their order.
    ///   - output: The bytes for the connection are appended.
    ///   - events: What has come of it is appended.
    /// - Throws: ``PairingError``; from then on all bytes are ignored.
    package mutating func receive(
        _ bytes: some Sequence<UInt8>,
        into output: inout [UInt8],
        _ events: inout [Event]
    ) throws(PairingError) {
        guard phase != .over else { return }
        pieces.append(bytes)
        do throws(PairingError) {
            while try step(into: &output, &events) {}
        } catch {
            end()
            throw error
        }
    }

    /// Takes the next piece or message; `false` when it has not come whole.
    private mutating func step(
        into output: inout [UInt8],
        _ events: inout [Event]
    ) throws(PairingError) -> Bool {
        switch phase {
        case .awaitsResponse:
            let length = PairingHandshake.responseLength
            guard let message = try pieces.handshakeMessage(ofLength: length) else { return false }
            try responded(message, into: &output)
        case .awaitsAnswer:
            switch try pieces.message(of: [.answer, .refusal]) {
            case .answer(let answer):
                let joined = try JoinedNetwork(
                    verifying: answer,
                    for: identity.author,
                    from: network
                )
                events.append(.offered(joined))
                phase = .offered
            case .refusal(let refusal):
                events.append(.refused(refusal))
                end()
            default: return false
            }
        case .offered:
            // The inviter has said all.
            guard !pieces.hasRest else { throw .malformed }
            return false
        case .over: return false
        }
        return true
    }

    private mutating func responded(
        _ message: ArraySlice<UInt8>,
        into output: inout [UInt8]
    ) throws(PairingError) {
        guard var handshake = handshake.take(), (try? handshake.read(message)) != nil,
            let finish = try? handshake.write([])
        else { throw .handshake }
        let request = PairingRequest(
            signedBy: identity,
            network: network,
            name: name,
            hash: handshake.hash
        )
        guard let transport = try? handshake.finish() else { throw .handshake }
        LinkRecord.encode(finish, into: &output)
        hasMet = true
        pieces.begin(transport)
        pieces.send(.request(request), into: &output)
        phase = .awaitsAnswer
    }

    private mutating func end() {
        phase = .over
        pieces.clear()
    }

    /// Tells the inviter that the offer is stored: its invitation is used.
    ///
    /// Without an offer nothing happens.
    ///
    /// - Parameter output: The bytes for the connection are appended; it is to be closed once they are sent.
    package mutating func confirm(into output: inout [UInt8]) {
        guard phase == .offered else { return }
        pieces.send(.done, into: &output)
        end()
    }
}
