internal import GossipCore
internal import GossipWire

/// The address translators of the network: the nodes behind one are seen at other addresses.
///
/// Each destination sees a node at another address and can answer there; nobody else reaches it ("address-dependent mapping" in RFC 4787, section 4.1). The addresses change now and then.
struct AddressTranslators {
    private struct Flow: Hashable {
        let inside: Int
        let outside: Int
    }

    /// The nodes behind a translator, by number.
    let hidden: Set<Int>
    private var shown: [Flow: PeerAddress] = [:]
    private var flows: [PeerAddress: Flow] = [:]

    init(hiding hidden: Set<Int>) { self.hidden = hidden }

    /// The address at which a destination sees a hidden node.
    mutating func source(
        of inside: Int,
        seenBy outside: Int,
        _ random: inout SplitMix64
    ) -> PeerAddress {
        let flow = Flow(inside: inside, outside: outside)
        if let known = shown[flow] { return known }
        var address = PeerAddress(ipv4: 0x0b00_0001 + UInt32(inside), port: 0)
        repeat {
            address = PeerAddress(
                high: address.high,
                low: address.low,
                port: UInt16(truncatingIfNeeded: random.draw(1_024...65_535))
            )
        } while flows[address] != nil
        shown[flow] = address
        flows[address] = flow
        return address
    }

    /// The hidden node that a datagram of a sender reaches at an address; `nil` when none does.
    func receiver(at address: PeerAddress, from outside: Int) -> Int? {
        guard let flow = flows[address], flow.outside == outside, shown[flow] == address else {
            return nil
        }
        return flow.inside
    }

    /// The hidden node that was shown at an address.
    func owner(of address: PeerAddress) -> Int? { flows[address]?.inside }

    /// True for an address that a translator has shown, now or earlier.
    func hasShown(_ address: PeerAddress) -> Bool { flows[address] != nil }

    /// Gives a hidden node other addresses everywhere; those shown before are dead.
    mutating func renew(_ inside: Int) {
        shown = shown.filter { $0.key.inside != inside }
    }
}
