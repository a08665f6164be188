package import GossipWire

/// The handshake of a pairing: that of every link, under keys that follow from a code.
///
/// Its messages carry nothing, so each has one length. The first is shorter than that of any sealed stream, which
/// carries ``LinkTerms``. So a listener tells both by the two bytes of length that come first. A session's stream
/// is not tried with the secrets of codes, nor a pairing with the network's keys.
package enum PairingHandshake {
    /// The length of each message in bytes.
    static let initiationLength = NoisePattern.keyLength + NoisePattern.tagLength
    static let responseLength = 2 * NoisePattern.keyLength + 2 * NoisePattern.tagLength
    static let finishLength = NoisePattern.keyLength + 2 * NoisePattern.tagLength

    /// Tells a pairing from a session by the first bytes that a connection brings.
    ///
    /// - Parameter bytes: The first bytes.
    /// - Returns: True for a pairing. `nil` for fewer than two bytes.
    package static func begins(_ bytes: some Collection<UInt8>) -> Bool? {
        let prefix = bytes.prefix(LinkRecord.prefixLength)
        guard prefix.count == LinkRecord.prefixLength else { return nil }
        return prefix.reduce(0) { $0 << 8 | Int($1) } == initiationLength
    }

    /// One side of the handshake.
    static func side(
        _ role: NoiseHandshake.Role,
        _ keys: PairingKeys,
        _ pairs: PairingKeyPairs
    ) -> NoiseHandshake {
        NoiseHandshake(
            as: role,
            prologue: PairingKeys.prologue,
            lasting: pairs.lasting,
            psks: keys.psks,
            fresh: pairs.fresh
        )
    }
}

/// The key pairs of one side of one pairing; both are thrown away after it.
///
/// The pattern has a lasting key, and this handshake has no use for one: a node proves itself by its signature.
package struct PairingKeyPairs: Sendable {
    let lasting: NoiseKeyPair
    let fresh: NoiseKeyPair

    /// Takes two pairs that nobody else has.
    package init(lasting: NoiseKeyPair, fresh: NoiseKeyPair) {
        self.lasting = lasting
        self.fresh = fresh
    }
}
