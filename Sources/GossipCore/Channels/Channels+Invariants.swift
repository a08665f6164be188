internal import BasicContainers
internal import GossipWire

extension Channels {
    /// Stops in a debug build when the tables disagree, or something is above its bound.
    func assertInvariants() {
        assert(table.count <= limits.channelsMax, "channels are bounded")
        for (address, place) in placeOf {
            assert(
                table[place]?.addresses.contains(address) == true,
                "an address is of its channel"
            )
        }
        var indices = 0
        for (place, channel) in table.enumerated() {
            guard let channel else { continue }
            indices += channel.keys.count
            assert(channel.keys.count <= limits.generationsMax, "keys are bounded")
            assert(channel.addresses.count <= limits.addressesMax, "addresses are bounded")
            assert(channel.held.count <= limits.heldMax, "what waits is bounded")
            for address in channel.addresses {
                assert(placeOf[address] == place, "an address leads to its channel")
            }
            for keys in channel.keys {
                assert(placeOfIndex[keys.ownIndex] == place, "a number leads to its channel")
            }
        }
        assert(placeOfIndex.count == indices, "a number is of some keys")
        for place in initiations.indices {
            assert(initiations[place].held.count <= limits.heldMax, "what waits is bounded")
        }
    }
}
