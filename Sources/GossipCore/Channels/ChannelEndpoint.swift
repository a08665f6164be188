package import GossipWire
internal import DequeModule

/// The channels of a node without its protocol: for whoever speaks that by other means, as a simulated liar does.
package struct ChannelEndpoint: ~Copyable {
    private var channels: Channels
    private var turn: Turn

    /// Makes the channels of a node.
    ///
    /// - Parameters:
    ///   - configuration: The identity of the node, and its network.
    ///   - now: The clocks.
    ///   - seed: The seed of its random numbers.
    package init(_ configuration: ChannelConfiguration, at now: Now, seed: UInt64) {
        turn = Turn(now: now, random: SplitMix64(seed: seed))
        channels = Channels(configuration, random: &turn.random)
    }

    /// The latest time of the next tick, on the monotonic clock in nanoseconds.
    package var nextDeadline: UInt64 { channels.nextDeadline }

    /// Seals content for the peer at an address, or begins a handshake with it first.
    package mutating func send(
        _ content: [UInt8],
        to address: PeerAddress,
        at now: Now,
        into effects: inout Effects
    ) {
        turn.now = now
        channels.send(content[...], to: address, &turn, into: &effects)
    }

    /// Takes in one datagram.
    ///
    /// - Returns: The content of a peer and its key, `nil` when it carried none.
    package mutating func receive(
        _ bytes: UnsafeRawBufferPointer,
        from address: PeerAddress,
        at now: Now,
        into effects: inout Effects
    ) -> OpenedContent? {
        turn.now = now
        defer { channels.events.removeAll() }
        return channels.receive(bytes, from: address, &turn, into: &effects)
    }

    /// Does what is due.
    package mutating func tick(at now: Now, into effects: inout Effects) {
        turn.now = now
        channels.tick(&turn, into: &effects)
        channels.events.removeAll()
    }
}
