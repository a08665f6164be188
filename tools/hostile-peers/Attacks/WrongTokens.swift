import GossipWire

/// Probes of strangers with tokens that nobody has given out, as fast as they go.
final class WrongTokens: Attack {
    static let name = "wrong-tokens"
    static let summary = "probes with invented tokens from 64 ports, at full rate"
    static let pause: UInt64 = 0

    private let links: HostileLinks
    private var number = 0

    init(_ targets: Targets) throws { links = try HostileLinks(64, to: targets.nodes) }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        for _ in 0..<64 {
            let link = links.all[number % links.all.count]
            let token = AddressToken(value: .random(in: 1 ... .max))
            link.send(.ping, as: token, &tally, link.probe().encode)
            number += 1
        }
        // The answers, if there are any.
        for link in links.all[..<1] { while link.socket.receive() != nil {} }
    }
}
