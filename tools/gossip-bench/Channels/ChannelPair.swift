import GossipCore
import GossipWire
import NodeProcesses

/// The channels of two nodes that have found each other, with no network between them.
final class ChannelPair {
    private static let now = Now(monotonic: 1_000_000_000, wall: 1_800_000_000_000)
    private static let addresses = [address(1), address(2)]

    private var first: ChannelEndpoint
    private var second: ChannelEndpoint
    private var effects = Effects()

    /// Makes two nodes and their handshake.
    init(_ number: Int) throws {
        first = Self.endpoint(2 * number, .loopback)
        second = Self.endpoint(2 * number + 1, .loopback)
        first.send([1], to: Self.addresses[1], at: Self.now, into: &effects)
        // Initiation and response, finish and confirmation; then the content that has waited.
        var content: [UInt8]?
        for _ in 0..<3 where content == nil {
            content = exchange()
        }
        guard content == [1] else { throw ToolFailure("Two channels did not find each other.") }
        effects.removeAll()
    }

    private static func address(_ number: UInt32) -> PeerAddress {
        PeerAddress(ipv4: 0x0a00_0000 + number, port: 5_000)
    }

    private static func endpoint(_ number: Int, _ key: NetworkKey) -> ChannelEndpoint {
        let identity = Identity()
        let pair = NoiseKeyPair()
        guard let linkKey = LinkKey(bytes: pair.publicKey) else {
            preconditionFailure("a public key has 32 bytes")
        }
        let configuration = ChannelConfiguration(
            network: NetworkID(heldBy: key),
            keys: NetworkKeys(key),
            lasting: pair,
            credential: Credential(
                node: identity.author,
                binding: LinkBinding(signedBy: identity, key: linkKey, epoch: 1)
            )
        )
        return ChannelEndpoint(configuration, at: now, seed: UInt64(number))
    }

    /// Carries what the first node has sent to the second, and the answers back.
    private func exchange() -> [UInt8]? {
        let content = carry(to: &second, from: Self.addresses[0])
        _ = carry(to: &first, from: Self.addresses[1])
        return content
    }

    private func carry(to node: inout ChannelEndpoint, from address: PeerAddress) -> [UInt8]? {
        var taken = Effects()
        swap(&taken, &effects)
        var content: [UInt8]?
        for case .send(_, let range) in taken.list {
            let opened = taken.arena[range].withUnsafeBytes { bytes in
                node.receive(bytes, from: address, at: Self.now, into: &effects)
            }
            content = opened?.bytes ?? content
        }
        return content
    }

    /// Lets the first node seal a datagram for the second.
    func seal(_ content: [UInt8]) {
        first.send(content, to: Self.addresses[1], at: Self.now, into: &effects)
    }

    /// Lets the second node open all that were sealed.
    func openAll() throws {
        try effects.arena.withUnsafeBytes { arena in
            for case .send(_, let range) in effects.list {
                let bytes = UnsafeRawBufferPointer(rebasing: arena[range])
                let opened = second.receive(
                    bytes,
                    from: Self.addresses[0],
                    at: Self.now,
                    into: &answers
                )
                guard opened != nil else { throw ToolFailure("A datagram was not opened.") }
            }
        }
        effects.removeAll()
        answers.removeAll()
    }

    private var answers = Effects()

    /// The first packet of somebody who has another key than the network's.
    func strangersInitiation(_ number: Int) -> [UInt8] {
        var stranger = Self.endpoint(number, NetworkKey())
        var sent = Effects()
        stranger.send([1], to: Self.addresses[1], at: Self.now, into: &sent)
        return sent.arena
    }

    /// Lets the second node take in a packet from an address that it does not know.
    func receive(_ packet: [UInt8]) {
        let address = Self.address(9)
        packet.withUnsafeBytes { bytes in
            _ = second.receive(bytes, from: address, at: Self.now, into: &answers)
        }
    }
}
