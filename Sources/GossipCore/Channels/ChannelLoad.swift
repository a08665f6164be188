internal import BasicContainers
package import GossipWire

/// The state of a node's channels, for whoever checks their rules from outside.
package struct ChannelLoad: Equatable, Sendable {
    /// The keys of all channels.
    package var keys = 0
    /// The age of the oldest of them in nanoseconds.
    package var oldestAge: UInt64 = 0
    /// The addresses of handshakes that others have begun and not finished, one for each.
    package var halfOpen: [PeerAddress] = []
    /// The numbers that this node has given those handshakes.
    package var halfOpenIndices: [UInt32] = []
}

extension Channels {
    func load(at now: UInt64) -> ChannelLoad {
        var load = ChannelLoad()
        for case let channel? in table {
            load.keys += channel.keys.count
            for keys in channel.keys {
                load.oldestAge = max(load.oldestAge, now - min(now, keys.madeAt))
            }
        }
        for place in halfOpen.indices {
            load.halfOpen.append(halfOpen[place].address)
            load.halfOpenIndices.append(halfOpen[place].own.index)
        }
        return load
    }
}
