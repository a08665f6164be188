internal import BasicContainers
internal import GossipWire

extension Channels {
    /// Checks the invariants of the machine between two inputs.
    func assertInvariants(_ fail: (String) -> Void) {
        if !events.isEmpty { fail("events of channels wait") }
        if table.count > limits.channelsMax { fail("\(table.count) channels are too many") }
        for (address, place) in placeOf where table[place]?.addresses.contains(address) != true {
            fail("an address is of another channel")
        }
        var indices = 0
        for (place, channel) in table.enumerated() {
            guard let channel else { continue }
            indices += channel.keys.count
            assertInvariants(of: channel, at: place, fail)
        }
        if placeOfIndex.count != indices { fail("a number is of no keys") }
        for place in initiations.indices where initiations[place].held.count > limits.heldMax {
            fail("too much waits for a handshake")
        }
    }

    private func assertInvariants(
        of channel: Channel,
        at place: Int,
        _ fail: (String) -> Void
    ) {
        if channel.keys.count > limits.generationsMax { fail("a channel has too many keys") }
        if channel.addresses.count > limits.addressesMax {
            fail("a channel has too many addresses")
        }
        if channel.held.count > limits.heldMax { fail("too much waits for a confirmation") }
        for address in channel.addresses where placeOf[address] != place {
            fail("an address does not lead to its channel")
        }
        for keys in channel.keys where placeOfIndex[keys.ownIndex] != place {
            fail("a number does not lead to its channel")
        }
        for keys in channel.keys where !(1...configuration.version).contains(keys.version) {
            fail("a channel speaks a version that this node does not")
        }
    }
}
