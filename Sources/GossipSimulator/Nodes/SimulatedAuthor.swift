internal import GossipCore
internal import GossipWire

/// An author with modelled signatures: 64 bytes derived from a secret and the message.
///
/// Nobody else in the simulation makes them. Ed25519 is not under test here, and would take most of the
/// time.
struct SimulatedAuthor {
    /// The real key, which its node proves on its channels.
    let identity: Identity
    let key: AuthorKey
    private let secret: UInt64

    init(_ random: inout SplitMix64) {
        identity = .drawn(&random)
        key = identity.author
        secret = random.next()
    }

    /// Signs the next message of a chain.
    func sign(_ draft: Draft, after chain: OwnChain, at wall: UInt64) -> Message {
        sign(draft, after: chain, time: chain.time(at: wall))
    }

    /// Signs the next message with any time, as by a clock that is off.
    func sign(_ draft: Draft, after chain: OwnChain, time: UInt64) -> Message {
        Message(
            draft,
            author: key,
            sequence: chain.sequence,
            previous: chain.previous,
            time: time,
            signature: signature
        )
    }

    private func signature(_ bytes: [UInt8]) -> [UInt8] {
        var hash = TraceHash()
        hash.add(secret)
        bytes.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count & ~7, by: 8) {
                hash.mix(bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            }
        }
        var random = SplitMix64(seed: hash.value)
        return random.bytes(64)
    }
}
