internal import GossipWire

/// A handshake with whoever is at an address, begun by this node and not answered yet.
struct Initiation: ~Copyable, Sendable {
    let address: PeerAddress
    /// The present attempt: each has a new key.
    var attempt: Attempt
    /// The attempts before this one; they take turns with the keys of the network.
    var attempts = 0
    var sentAt: UInt64
    var repeatAt: UInt64
    /// The time until which somebody wants to send there.
    var wantedUntil: UInt64
    var cookie = LinkCookie.none
    /// The contents that wait for the handshake.
    var held: [[UInt8]] = []

    /// One attempt: a handshake, and its first message.
    struct Attempt: ~Copyable, Sendable {
        var handshake: NoiseHandshake
        let terms: LinkTerms
        /// The first Noise message, sent again when the peer asks for a cookie.
        let message: [UInt8]
        /// True once it has been sent with a cookie: no second request counts.
        var hasUsedCookie = false
        /// The responses to it that were not authentic; somebody on the way can send any number.
        var refusedCount = 0

        /// The start of the key, by which a ``LinkRetry`` names the attempt.
        var keyStart: LinkCookie? { LinkCookie(startOf: message) }
    }
}
