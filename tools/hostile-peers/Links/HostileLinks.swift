import GossipWire

/// Many links, kept up together.
struct HostileLinks {
    let all: [HostileLink]

    /// Makes so many to each target.
    init(_ count: Int, to targets: [PeerAddress], from host: UInt32 = AttackSocket.loopback) throws
    {
        all = try targets.flatMap { target in
            try (0..<count).map { _ in try HostileLink(to: target, from: host) }
        }
    }

    /// Keeps them up.
    func turn(at now: UInt64, _ tally: inout AttackTally) {
        for link in all { link.turn(at: now, &tally) }
    }

    /// Those that are up.
    var up: [HostileLink] { all.filter(\.isUp) }
}
