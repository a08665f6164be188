/// A reason for which a Noise message is refused.
package enum NoiseError: Error, Equatable {
    /// It is shorter than its pattern demands.
    case truncated
    /// It has more than 65,535 bytes.
    case tooLong
    /// Its tag does not verify: another key, another history, or changed bytes.
    case unauthentic
    /// The peer's public key gives no shared secret.
    case weakKey
    /// It is the other side's turn, or the handshake is over.
    case outOfTurn
    /// The counters of a key are used up.
    case exhausted
}
