package import GossipWire

/// The identity of this node on its channels, and the keys of its network.
package struct ChannelConfiguration: Sendable {
    /// The network.
    package var network: NetworkID
    /// The keys of the network that count.
    package var keys: NetworkKeys
    /// The node's own key pair for channels.
    package var lasting: NoiseKeyPair
    /// The proof that this pair is the node's, and of its membership.
    package var credential: Credential
    /// The members of the network; `nil` where all who hold its key may link.
    package var roster: Roster?
    /// The origin of the keys that are made for one handshake.
    package var freshKeys: FreshKeys
    /// The highest version that this node speaks: the program's, except where two versions are tried.
    package var version = LinkTerms.version
    /// Properties of this node that its peers are told; none is known yet.
    package var flags: UInt8 = 0

    /// Makes a configuration.
    package init(
        network: NetworkID,
        keys: NetworkKeys,
        lasting: NoiseKeyPair,
        credential: Credential,
        roster: Roster? = nil,
        freshKeys: FreshKeys = .system
    ) {
        self.network = network
        self.keys = keys
        self.lasting = lasting
        self.credential = credential
        self.roster = roster
        self.freshKeys = freshKeys
    }

    /// The bytes that both sides of a handshake agree on beforehand.
    var prologue: [UInt8] { Array("gossip-log link 1\0".utf8) + network.bytes }
}

extension ChannelConfiguration {
    /// Judges the credential that came with a handshake.
    ///
    /// Up to 160 µs, and a judgement of all records where a pass is shown that the roster does not hold.
    ///
    /// - Parameters:
    ///   - credential: The bytes of the credential.
    ///   - key: The channel key that the peer has proved, `nil` before it has.
    /// - Returns: The node, and the reason for which it is refused if it is.
    func judge(_ credential: ArraySlice<UInt8>, _ key: [UInt8]?) -> PeerVerdict {
        guard let key = key.flatMap({ LinkKey(bytes: $0) }),
            let shown = try? Credential(decoding: Array(credential)),
            (try? shown.verify(key: key, in: network)) != nil
        else { return PeerVerdict(of: nil, refusal: .credential) }
        guard shown.node != self.credential.node else {
            return PeerVerdict(of: shown.node, refusal: .ownKey)
        }
        guard let roster else { return PeerVerdict(of: shown.node, refusal: nil) }
        let standing = roster.standing(of: shown.node, showing: shown.pass)
        return PeerVerdict(
            of: shown.node,
            refusal: standing.refusal(showingPass: shown.pass != nil),
            newPass: shown.pass.flatMap { roster.holds($0) ? nil : $0 },
            mayExchange: standing == .unknown && shown.pass != nil
        )
    }

    /// The digest of the records of this node, which peers compare with theirs; `nil` in a network without members.
    ///
    /// A node without the newest key has another one than those with it, and so gets the key.
    var recordsDigest: UInt64? {
        guard let roster else { return nil }
        let hasKey = roster.rotation.map { $0.key == KeyFingerprint(of: keys.newest) } ?? true
        return hasKey ? roster.digest : ~roster.digest
    }

    /// Takes the keys of a member into use if an admin has rotated to the newest of them.
    ///
    /// - Returns: The keys to be stored, `nil` when they were in use. All but the newest are forgotten in a moment
    ///   where one alone is stored.
    mutating func follow(_ other: NetworkKeys) -> NetworkKeys? {
        guard let rotation = roster?.rotation, rotation.key == KeyFingerprint(of: other.newest),
            other.newest != keys.newest
        else { return nil }
        keys.follow(other, forgettingOld: false)
        return rotation.forgetsOld ? NetworkKeys(keys.newest) : keys
    }

    /// Takes the members of the network as they are from now on; this node shows the pass that it has now.
    mutating func take(members roster: Roster) {
        self.roster = roster
        guard let pass = roster.pass(of: credential.node), pass != credential.pass else { return }
        credential = Credential(pass: pass, binding: credential.binding)
    }

    /// The terms of a session that this node gives a number.
    func terms(index: UInt32) -> LinkTerms {
        LinkTerms(index: index, version: version, flags: flags)
    }

    /// One side of a handshake in this network.
    func handshake(
        as role: NoiseHandshake.Role,
        with key: NetworkKey,
        fresh: NoiseKeyPair
    ) -> NoiseHandshake {
        handshake(as: role, opening(with: key), fresh: fresh)
    }

    /// One side of a handshake whose beginning is made.
    func handshake(
        as role: NoiseHandshake.Role,
        _ opening: NoiseHandshake.Opening,
        fresh: NoiseKeyPair
    ) -> NoiseHandshake {
        NoiseHandshake(opening, as: role, lasting: lasting, psks: [.none], fresh: fresh)
    }

    /// The beginning of all handshakes under a key of the network.
    func opening(with key: NetworkKey) -> NoiseHandshake.Opening {
        NoiseHandshake.Opening(prologue: prologue, psk: key.preshared)
    }
}

/// The origin of the keys that are made for one handshake.
package enum FreshKeys: Sendable {
    /// The system's randomness, which nobody can guess.
    case system
    /// The generator of a simulated node: a whole trace follows from its seed. Anybody can guess it.
    case simulated

    func next(_ random: inout SplitMix64) -> NoiseKeyPair {
        guard case .simulated = self else { return NoiseKeyPair() }
        var secret: [UInt8] = []
        for _ in 0..<4 { secret.append(bigEndian: random.next()) }
        guard let pair = NoiseKeyPair(secret: secret) else {
            preconditionFailure("32 bytes are a secret key")
        }
        return pair
    }
}
