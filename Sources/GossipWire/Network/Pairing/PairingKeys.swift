internal import Crypto

/// The two pre-shared keys of the handshake in which a joiner meets the node that invited it.
///
/// Both follow from the secret of the ``InvitationCode`` (HKDF-SHA-256, RFC 5869, without a salt). Without
/// it nobody gets an answer, and nobody stands between the two.
package struct PairingKeys: Sendable {
    /// The prologue of that handshake, without the network: the joiner does not know it.
    package static let prologue = Array("gossip-log pair 1\0".utf8)

    /// The keys in the order of the pattern's tokens: in place of the network key, and in the last message.
    package let psks: [NoisePresharedKey]

    /// Derives the keys of an invitation.
    package init(_ code: InvitationCode) {
        let secret = SymmetricKey(data: code.secret)
        psks = ["psk0", "psk3"].map { token in
            NoisePresharedKey(
                HKDF<SHA256>.deriveKey(
                    inputKeyMaterial: secret,
                    info: Array("gossip-log pair 1 \(token)".utf8),
                    outputByteCount: NetworkKey.length
                )
            )
        }
    }
}
