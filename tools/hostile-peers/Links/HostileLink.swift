import GossipWire
import Negentropy

/// A link of a member of the attacker's to one target, over a sealed channel.
final class HostileLink {
    let target: PeerAddress
    let socket: AttackSocket
    let member = HostileMember()
    var name = ""
    /// The probe to send in place of one that claims what the target does.
    var claim: ((Probe?) -> Probe)?
    /// The token that the target gave out; none before its welcome.
    private(set) var token = AddressToken.none
    /// The target's last probe.
    private(set) var theirProbe: Probe?
    /// True while the target answers.
    private(set) var isUp = false
    /// The time between two attempts at a handshake, between two greetings, and between two probes.
    var interval: UInt64 = 250_000_000
    /// Told of each packet that is sent or received.
    var onPacket: (([UInt8]) -> Void)?

    private var channel: HostileChannel
    private let ownToken = AddressToken(value: .random(in: 1 ... .max))
    private var nextContact: UInt64 = 0
    private var lastHeard: UInt64 = 0
    private var sent: UInt64 = 0
    private var received: UInt64 = 0

    init(to target: PeerAddress, from host: UInt32 = AttackSocket.loopback) throws {
        self.target = target
        socket = try AttackSocket(to: target, from: host)
        channel = HostileChannel(of: member)
    }

    /// Takes in the packets that have come, and greets or probes in its time.
    func turn(at now: UInt64, _ tally: inout AttackTally) {
        keepChannel(at: now, &tally)
        isUp = isUp && token != .none
        guard channel.isOpen, now >= nextContact else { return }
        nextContact = now + interval
        if token == .none {
            send(.hello, as: AddressToken.none, &tally, greeting().encode)
        } else {
            send(.ping, &tally, probe().encode)
        }
    }

    private func keepChannel(at now: UInt64, _ tally: inout AttackTally) {
        var packets: [[UInt8]] = []
        while let packet = socket.receive() {
            lastHeard = now
            onPacket?(packet)
            guard let content = channel.receive(packet, at: now, into: &packets) else { continue }
            received += 1
            receive(content, &tally)
        }
        // The target may have restarted, and have forgotten keys and token.
        if now > lastHeard + 2_500_000_000 { channel.close() }
        if !channel.isOpen { token = .none }
        channel.tick(at: now, every: interval, into: &packets)
        for packet in packets { post(packet, &tally) }
    }

    private func post(_ packet: [UInt8], _ tally: inout AttackTally) {
        onPacket?(packet)
        socket.send(packet, &tally)
    }

    /// Sends a datagram with the target's token; none while the channel is not open.
    func send(
        _ kind: DatagramKind,
        as token: AddressToken? = nil,
        _ tally: inout AttackTally,
        _ payload: (inout [UInt8]) -> Void
    ) {
        var bytes: [UInt8] = []
        DatagramHeader(kind: kind, token: token ?? self.token).encode(into: &bytes)
        payload(&bytes)
        guard let packet = channel.seal(bytes) else { return }
        post(packet, &tally)
        sent += 1
    }

    func greeting() -> Greeting {
        Greeting(node: member.node, token: ownToken, isStatic: false, name: name)
    }

    /// The greeting of a stream on this link.
    func streamGreeting(
        _ purpose: SyncGreeting.Purpose = .reconcile,
        arrival: UInt64 = 0
    )
        -> SyncGreeting
    {
        SyncGreeting(
            purpose: purpose,
            node: member.node,
            token: token,
            incarnation: LogIncarnation(high: 1, low: 1),
            scope: .everything,
            arrival: arrival
        )
    }

    func probe() -> Probe {
        var probe = claim?(theirProbe) ?? echo()
        probe.nonce = .random(in: 1 ... .max)
        probe.token = ownToken
        probe.node = member.node
        probe.sent = sent
        return probe
    }

    /// A probe that claims the target's own state.
    private func echo() -> Probe {
        if var probe = theirProbe {
            probe.phase = .live
            return probe
        }
        let nothing = SettledDigest(
            until: 0,
            count: 0,
            fingerprint: .init(0, 0),
            arrival: 0,
            scope: Scope.everything.digest
        )
        return Probe(
            nonce: 0,
            token: ownToken,
            node: member.node,
            sent: 0,
            phase: .live,
            incarnation: LogIncarnation(high: 1, low: 1),
            count: 0,
            settled: nothing
        )
    }

    private func receive(_ bytes: [UInt8], _ tally: inout AttackTally) {
        switch Self.open(bytes) {
        case .hello(let greeting):
            send(.welcome, as: greeting.token, &tally, self.greeting().encode)
        case .welcome(let greeting):
            token = greeting.token
            send(.ping, &tally, probe().encode)
        case .ping(let probe):
            theirProbe = probe
            // A link that has moved has another token.
            token = probe.token
            isUp = true
            let reply = ProbeReply(nonce: probe.nonce, received: received)
            send(.pong, &tally, reply.encode)
        case .pong: isUp = true
        default: break
        }
    }

    /// Decodes a datagram; `nil` for one with a bulk payload, a window that must not outlive its bytes.
    private static func open(_ bytes: [UInt8]) -> Datagram? {
        bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            guard let header = try? DatagramHeader(from: &reader) else { return nil }
            switch header.kind {
            case .messages, .announce, .announceLarge, .request: return nil
            default: break
            }
            return try? Datagram(header, from: &reader)
        }
    }
}
