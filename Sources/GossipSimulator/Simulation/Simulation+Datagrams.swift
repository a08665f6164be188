internal import GossipCore
internal import GossipWire

extension Simulation {
    func transmit(_ bytes: [UInt8], from node: SimulatedNode, to address: PeerAddress) {
        guard let to = numberOf[address], !cuts.contains(pair(node.number, to)) else { return }
        let copies = happens(scenario.duplication) ? 2 : 1
        for _ in 0..<copies where !happens(scenario.loss) {
            let delay = draw(scenario.delayMicroseconds) * 1_000
            schedule(.datagram(to: to, from: node.address, bytes), after: delay)
        }
    }

    func arrive(_ bytes: [UInt8], at node: SimulatedNode, from: PeerAddress) {
        guard node.isRunning else { return }
        trace.add(now)
        trace.add(UInt64(bytes.count) << 32 | UInt64(node.number))
        drive(node) { core, now, effects in
            bytes.withUnsafeBytes { core.receive($0, from: from, at: now, into: &effects) }
        }
    }
}
