internal import Crypto

/// One side of a Noise handshake, as a value: messages in, messages out.
///
/// It cannot be copied, so that no handshake is completed twice: both copies would seal with the same keys and
/// counters. A message that is refused leaves it as it was: whoever guesses an address cannot end the handshake
/// of others.
package struct NoiseHandshake: ~Copyable, Sendable {
    /// A side of the handshake.
    package enum Role: Sendable {
        /// The side that speaks first.
        case initiator
        case responder
    }

    private let pattern: NoisePattern
    private let role: Role
    private let lasting: NoiseKeyPair?
    private let fresh: NoiseKeyPair
    private let psks: [NoisePresharedKey]
    private var state: State

    /// All that a message changes.
    private struct State {
        var symmetric: NoiseSymmetricState
        var peerLasting: [UInt8]?
        var peerFresh: [UInt8]?
        var messageCount = 0
        var pskCount = 0
        /// The tokens of the first message that are mixed in already.
        var openedCount = 0
    }

    /// The beginning that all handshakes with one prologue and one first preshared key have in common.
    ///
    /// Whoever answers strangers makes it once: most of what a refused first message costs is in it.
    package struct Opening: Sendable {
        fileprivate let pattern: NoisePattern
        fileprivate let psk: NoisePresharedKey
        fileprivate let symmetric: NoiseSymmetricState

        /// Makes the beginning for a pattern whose first token is a preshared key.
        ///
        /// - Parameters:
        ///   - pattern: The pattern, with no key known beforehand.
        ///   - prologue: Bytes that both sides must agree on; they are not sent.
        ///   - psk: The first preshared key.
        package init(
            _ pattern: NoisePattern = .link,
            prologue: some Collection<UInt8>,
            psk: NoisePresharedKey
        ) {
            precondition(
                pattern.messages[0].first == .psk && !pattern.knowsInitiator
                    && !pattern.knowsResponder,
                "the first token is a preshared key"
            )
            self.pattern = pattern
            self.psk = psk
            var symmetric = NoiseSymmetricState(protocolName: pattern.protocolName)
            symmetric.mixHash(prologue)
            symmetric.mixKeyAndHash(psk.key)
            self.symmetric = symmetric
        }
    }

    /// Begins a handshake whose first token is mixed in already.
    ///
    /// - Parameters:
    ///   - opening: The beginning.
    ///   - role: The side.
    ///   - lasting: The own lasting key.
    ///   - psks: The preshared keys after the first.
    ///   - fresh: The key of this handshake alone; another one only in tests.
    package init(
        _ opening: Opening,
        as role: Role,
        lasting: NoiseKeyPair,
        psks: [NoisePresharedKey],
        fresh: NoiseKeyPair
    ) {
        precondition(
            psks.count + 1 == opening.pattern.pskCount,
            "a preshared key for each of its tokens"
        )
        pattern = opening.pattern
        self.role = role
        self.lasting = lasting
        self.fresh = fresh
        self.psks = [opening.psk] + psks
        state = State(symmetric: opening.symmetric, pskCount: 1, openedCount: 1)
    }

    /// Begins a handshake.
    ///
    /// - Parameters:
    ///   - pattern: The pattern, the same on both sides.
    ///   - role: The side.
    ///   - prologue: Bytes that both sides must agree on; they are not sent.
    ///   - lasting: The own lasting key, where the pattern has one.
    ///   - peerKey: The peer's lasting key, where the pattern has it known.
    ///   - psks: The preshared keys in the order of their tokens.
    ///   - fresh: The key of this handshake alone; another one only in tests.
    package init(
        _ pattern: NoisePattern = .link,
        as role: Role,
        prologue: some Collection<UInt8>,
        lasting: NoiseKeyPair?,
        peerKey: [UInt8]? = nil,
        psks: [NoisePresharedKey],
        fresh: NoiseKeyPair = NoiseKeyPair()
    ) {
        precondition(psks.count == pattern.pskCount, "a preshared key for each of its tokens")
        self.pattern = pattern
        self.role = role
        self.lasting = lasting
        self.fresh = fresh
        self.psks = psks
        var symmetric = NoiseSymmetricState(protocolName: pattern.protocolName)
        symmetric.mixHash(prologue)
        let own = lasting?.publicKey ?? []
        let other = peerKey ?? []
        if pattern.knowsInitiator { symmetric.mixHash(role == .initiator ? own : other) }
        if pattern.knowsResponder { symmetric.mixHash(role == .initiator ? other : own) }
        state = State(symmetric: symmetric, peerLasting: peerKey)
    }

    /// True when all messages have been exchanged.
    package var isComplete: Bool { state.messageCount == pattern.messages.count }

    /// The peer's lasting key, once it is known.
    package var peerKey: [UInt8]? { state.peerLasting }

    /// The hash of all that was said so far; of a complete handshake, the name of the session.
    package var hash: [UInt8] { state.symmetric.hash }

    /// The tokens of the next message.
    private var tokens: ArraySlice<NoisePattern.Token> {
        pattern.messages[state.messageCount].dropFirst(
            state.messageCount == 0 ? state.openedCount : 0
        )
    }

    private var isOwnTurn: Bool {
        !isComplete && (state.messageCount.isMultiple(of: 2) == (role == .initiator))
    }

    // MARK: Messages

    /// Makes the next message.
    ///
    /// - Parameter payload: Bytes to send along. Before the first secret is mixed in they are not hidden.
    /// - Returns: The message as it goes out.
    /// - Throws: ``NoiseError/outOfTurn``, ``NoiseError/tooLong``, or ``NoiseError/weakKey`` of the peer.
    package mutating func write(_ payload: [UInt8]) throws(NoiseError) -> [UInt8] {
        guard isOwnTurn else { throw .outOfTurn }
        var next = state
        var message: [UInt8] = []
        for token in tokens {
            switch token {
            case .e:
                message += fresh.publicKey
                mixFresh(fresh.publicKey, into: &next)
            case .s: message += try next.symmetric.seal(lasting?.publicKey ?? [])
            default: try mix(token, into: &next)
            }
        }
        message += try next.symmetric.seal(payload)
        guard message.count <= NoisePattern.messageLengthMax else { throw .tooLong }
        next.messageCount += 1
        state = next
        return message
    }

    /// Takes in the peer's next message, and gives its payload.
    ///
    /// - Throws: ``NoiseError``; the handshake is then as it was.
    package mutating func read(_ message: some Collection<UInt8>) throws(NoiseError) -> [UInt8] {
        guard !isComplete, !isOwnTurn else { throw .outOfTurn }
        guard message.count <= NoisePattern.messageLengthMax else { throw .tooLong }
        var next = state
        var rest = Array(message)[...]
        for token in tokens {
            switch token {
            case .e:
                let key = try Self.take(NoisePattern.keyLength, from: &rest)
                next.peerFresh = key
                mixFresh(key, into: &next)
            case .s:
                let tagLength = next.symmetric.isKeyed ? NoisePattern.tagLength : 0
                let sealed = try Self.take(NoisePattern.keyLength + tagLength, from: &rest)
                next.peerLasting = try next.symmetric.open(sealed)
            default: try mix(token, into: &next)
            }
        }
        let payload = try next.symmetric.open(rest)
        next.messageCount += 1
        state = next
        return payload
    }

    /// Ends a complete handshake, and gives the keys for what follows.
    package consuming func finish() throws(NoiseError) -> NoiseTransport {
        guard isComplete else { throw .outOfTurn }
        let (initiator, responder) = state.symmetric.split()
        return NoiseTransport(
            sending: role == .initiator ? initiator : responder,
            receiving: role == .initiator ? responder : initiator
        )
    }

    // MARK: Tokens

    private func mixFresh(_ key: [UInt8], into next: inout State) {
        next.symmetric.mixHash(key)
        // Without it, all who know the preshared key would have one key for their first messages.
        if pattern.pskCount > 0 { next.symmetric.mixKey(SymmetricKey(data: key)) }
    }

    private func mix(_ token: NoisePattern.Token, into next: inout State) throws(NoiseError) {
        if token == .psk {
            next.symmetric.mixKeyAndHash(psks[next.pskCount].key)
            next.pskCount += 1
            return
        }
        let usesOwnFresh = token == .ee || token == (role == .initiator ? .es : .se)
        let usesPeerFresh = token == .ee || token == (role == .initiator ? .se : .es)
        guard let own = usesOwnFresh ? fresh : lasting,
            let other = usesPeerFresh ? next.peerFresh : next.peerLasting
        else { throw .outOfTurn }
        next.symmetric.mixKey(try own.agreed(with: other))
    }

    private static func take(
        _ count: Int,
        from rest: inout ArraySlice<UInt8>
    ) throws(NoiseError) -> [UInt8] {
        guard rest.count >= count else { throw .truncated }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }
}

/// The keys that a handshake leaves, one a direction.
///
/// Whoever seals counts, and whoever opens keeps a ``ReplayWindow``: datagrams come in any order.
package struct NoiseTransport: Sendable {
    /// The key for what this side sends.
    package let sending: NoiseKey
    /// The key for what the peer sends.
    package let receiving: NoiseKey
}
