@testable import GossipCore
import DequeModule
import GossipWire
import Negentropy

/// The inputs of machine tests: a clock to turn, and addresses and keys of peers by number.
enum Given {
    static let start = Now(monotonic: 1_000_000_000, wall: 1_800_000_000_000)

    /// The context of an input so many milliseconds after the start.
    static func turn(afterMilliseconds milliseconds: UInt64 = 0) -> Turn {
        Turn(
            now: Now(
                monotonic: start.monotonic + milliseconds * 1_000_000,
                wall: start.wall + milliseconds
            ),
            random: SplitMix64(seed: 7)
        )
    }

    static func configuration(
        isStatic: Bool = false,
        isInDoubt: Bool = false,
        _ change: (inout Limits) -> Void = { _ in }
    ) -> NodeConfiguration {
        var limits = Limits()
        change(&limits)
        return NodeConfiguration(
            node: key(0),
            name: "own",
            listen: address(0),
            isStatic: isStatic,
            seed: (1, 2, 3),
            isInDoubt: isInDoubt,
            limits: limits
        )
    }

    static func address(_ number: Int) -> PeerAddress {
        PeerAddress(ipv4: 0x0a00_0000 + UInt32(number), port: 5_000)
    }

    static func key(_ number: Int) -> AuthorKey { AuthorKey(UInt64(number), 0, 0, 0) }

    static func token(_ number: UInt64) -> AddressToken { AddressToken(value: number) }

    /// An id of the time of the start, or so many milliseconds after it.
    static func id(_ number: UInt64, afterMilliseconds milliseconds: Int64 = 0) -> MessageID {
        MessageID(UInt64(Int64(start.wall) + milliseconds) << 16, 0, 0, number)
    }

    static func message(_ number: UInt8, bytes: Int = 10) throws -> Message {
        guard let identity = Identity(seed: [UInt8](repeating: number, count: 32)) else {
            preconditionFailure("32 bytes")
        }
        return identity.sign(
            try Draft(body: [UInt8](repeating: number, count: bytes)),
            sequence: 1,
            previous: .zero,
            time: start.wall
        )
    }

    /// The digest of an empty log.
    static let settled = SettledDigest(
        until: 0,
        count: 0,
        fingerprint: Fingerprint(0, 0),
        arrival: 0,
        scope: Scope.everything.digest
    )

    static func greeting(_ number: Int, token: UInt64 = 99) -> Greeting {
        Greeting(
            node: key(number),
            token: Given.token(token),
            isStatic: false,
            name: "peer \(number)"
        )
    }

    /// A machine with the peer of number 1 in slot 0, which answers.
    static func membershipWithPeerUp(_ turn: inout Turn) -> Membership {
        var machine = Membership(configuration(), at: turn.now.monotonic)
        machine.add(address(1), isConfigured: true, &turn)
        machine.probe(probe(of: 1, settled: settled), from: 0, &turn)
        _ = machine.actions.drain()
        return machine
    }

    static func probe(
        of number: Int,
        in phase: NodePhase = .live,
        settled: SettledDigest,
        nonce: UInt64 = 5
    ) -> Probe {
        Probe(
            nonce: nonce,
            token: token(99),
            node: key(number),
            sent: 0,
            phase: phase,
            incarnation: LogIncarnation(high: 9, low: UInt64(number)),
            count: 0,
            settled: settled
        )
    }
}

extension Deque {
    /// Removes and returns all actions.
    mutating func drain() -> [Element] {
        defer { removeAll() }
        return Array(self)
    }
}
