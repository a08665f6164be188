import Glibc
import GossipNode
import NodeProcesses
import TestSupport

/// Links that this process makes: each node has a TUN device, and a ``Wire`` carries packets between
/// them, or does not.
///
/// So the faults are the same on every kernel, follow from the seed as far as the packets do, and can be
/// one-way and between two nodes, which a bridge with netem cannot do.
final class WireLinks: Links {
    private let count: Int
    private let wire: Monitor<WireState>
    private let thread: OSThread
    private var isEnded = false

    let summary =
        "links with bursts of loss, loss to 8 %, duplication to 4 %, delays to 55 ms and overtaking"

    init(count: Int, random: inout SeededGenerator) throws {
        self.count = count
        let devices = try (0..<count).map { try Self.connect($0) }
        let wire = Monitor(WireState(count: count))
        self.wire = wire
        let seed = random.next()
        thread = OSThread(name: "wire") {
            var loop = Wire(devices: devices, state: wire, seed: seed)
            loop.run()
        }
    }

    private static func connect(_ node: Int) throws -> TunDevice {
        let interface = "gossip\(getpid() % 99_999)-\(node)"
        let device = try TunDevice(name: interface)
        let name = Namespaces.name(node)
        try Namespaces.ip(["link", "set", interface, "netns", name])
        let address = NamespaceNetwork.host(node) + "/24"
        try Namespaces.ip(["-n", name, "address", "add", address, "dev", interface])
        try Namespaces.ip(["-n", name, "link", "set", interface, "up"])
        return device
    }

    var report: String? {
        wire.withLock { state in
            let tally = state.tally
            return "the links carried \(tally.carried) packets, lost \(tally.lost), brought "
                + "\(tally.duplicated) twice and \(tally.overtaken) late; "
                + "\(tally.cut) met a cut, \(tally.refused) a full queue"
        }
    }

    /// One node away from all, both ways or one way; two nodes from each other; or the network in two.
    func cut(_ random: inout SeededGenerator) -> (() throws -> Void)? {
        let node = random.below(count)
        let other = (node + 1 + random.below(count - 1)) % count
        let half = (0..<count).map { _ in random.below(2) == 0 }
        let kind = random.below(5)
        let isCut: (Int, Int) -> Bool = { from, to in
            switch kind {
            case 0: from == node || to == node
            case 1: from == node
            case 2: to == node
            case 3: (from, to) == (node, other) || (to, from) == (node, other)
            default: half[from] != half[to]
            }
        }
        let cuts = (0..<count * count).filter { isCut($0 / count, $0 % count) }
        let wire = wire
        wire.withLock { state in for link in cuts { state.cuts[link] += 1 } }
        return { wire.withLock { state in for link in cuts { state.cuts[link] -= 1 } } }
    }

    func end() {
        guard !isEnded else { return }
        isEnded = true
        wire.withLock { $0.isEnding = true }
        thread.join()
    }
}
