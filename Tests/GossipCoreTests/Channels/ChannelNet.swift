import BasicContainers
import DequeModule
import GossipWire
import TestSupport
import Testing

@testable import GossipCore

/// Nodes that are nothing but channels, on a network that loses, copies, delays and rewrites.
///
/// Everything follows from the seed. What no run may do is checked at each packet: content on the wire, two
/// packets under one counter, an answer longer than its cause.
final class ChannelNet {
    /// The ways of the network with a packet, in parts of a hundred.
    struct Weather {
        var loss = 0
        var copies = 0
        var delay: ClosedRange<UInt64> = 5...5

        static let calm = Weather()
        static let rough = Weather(loss: 30, copies: 20, delay: 1...300)
    }

    /// A packet on its way.
    struct Packet {
        let at: UInt64
        let from: PeerAddress
        let to: PeerAddress
        let bytes: [UInt8]
    }

    /// One node.
    final class Node {
        let identity: Identity
        let lasting: NoiseKeyPair
        var address: PeerAddress
        var channels: Channels
        var turn: Turn
        /// The contents that came, with the addresses that they came from.
        var received: [(from: PeerAddress, content: [UInt8])] = []
        var events: [Channels.Event] = []

        init(_ number: UInt8, _ configuration: ChannelConfiguration, at now: UInt64, seed: UInt64) {
            identity = Identity(number: number)
            lasting = configuration.lasting
            address = Given.address(Int(number))
            turn = Turn(now: Now(monotonic: now, wall: 0), random: SplitMix64(seed: seed))
            channels = Channels(configuration, random: &turn.random)
        }

        var contents: [[UInt8]] { received.map(\.content) }
        var halfOpenCount: Int { channels.halfOpen.count }
        var initiationCount: Int { channels.initiations.count }
        func count(_ drop: Counters.Drop) -> UInt64 { turn.counters[drop] }
    }

    var now: UInt64 = 1_000_000_000
    var weather = Weather.calm
    var nodes: [UInt8: Node] = [:]
    /// Everything that was ever sent.
    private(set) var sent: [Packet] = []
    /// Gives a packet the address that its receiver sees, as a translator does.
    var translates: (Packet) -> PeerAddress = { $0.from }
    /// Decides what does not arrive, besides the weather.
    var swallows: (Packet) -> Bool = { _ in false }

    private var random: SplitMix64
    private var underway: [Packet] = []
    /// The packets of sessions by number and counter: two under one would give their contents away.
    private var sealed: [[UInt8]: [UInt8]] = [:]

    init(seed: UInt64 = 1) { random = SplitMix64(seed: seed) }

    // MARK: Nodes

    static let key = NetworkKey(bytes: [UInt8](repeating: 7, count: 32)) ?? .open

    static func configuration(
        of number: UInt8,
        keys: NetworkKeys = NetworkKeys(key),
        network: NetworkID = NetworkID(heldBy: key),
        boundBy signer: UInt8? = nil
    ) -> ChannelConfiguration {
        guard let lasting = NoiseKeyPair(secret: [UInt8](repeating: number, count: 32)),
            let linkKey = LinkKey(bytes: lasting.publicKey)
        else { preconditionFailure("32 bytes") }
        let binding = LinkBinding(
            signedBy: Identity(number: signer ?? number),
            key: linkKey,
            epoch: 1
        )
        return ChannelConfiguration(
            network: network,
            keys: keys,
            lasting: lasting,
            credential: Credential(node: Identity(number: number).author, binding: binding),
            freshKeys: .simulated
        )
    }

    /// The configuration of a run of a node whose channel key follows from a number.
    static func configuration(of identity: Identity, keptBy run: UInt8) -> ChannelConfiguration {
        guard let lasting = NoiseKeyPair(secret: [UInt8](repeating: run, count: 32)),
            let linkKey = LinkKey(bytes: lasting.publicKey)
        else { preconditionFailure("32 bytes") }
        return ChannelConfiguration(
            network: NetworkID(heldBy: key),
            keys: NetworkKeys(key),
            lasting: lasting,
            credential: Credential(
                node: identity.author,
                binding: LinkBinding(signedBy: identity, key: linkKey, epoch: 1)
            ),
            freshKeys: .simulated
        )
    }

    /// The configuration of a node in the network of a ``RosterWorld``.
    static func configuration(
        of identity: Identity,
        passedBy record: NetworkRecord?,
        _ roster: Roster?
    ) -> ChannelConfiguration {
        let lasting = NoiseKeyPair()
        guard let linkKey = LinkKey(bytes: lasting.publicKey) else {
            preconditionFailure("32 bytes")
        }
        let binding = LinkBinding(signedBy: identity, key: linkKey, epoch: 1)
        let credential: Credential
        if case .pass(let pass) = record {
            credential = Credential(pass: pass, binding: binding)
        } else {
            credential = Credential(node: identity.author, binding: binding)
        }
        return ChannelConfiguration(
            network: RosterWorld().network,
            keys: NetworkKeys(key),
            lasting: lasting,
            credential: credential,
            roster: roster,
            freshKeys: .simulated
        )
    }

    /// Starts a node, or starts it again with nothing but its keys.
    @discardableResult
    func start(_ number: UInt8, _ configuration: ChannelConfiguration? = nil) -> Node {
        let former = nodes[number]
        let node = Node(
            number,
            configuration ?? Self.configuration(of: number),
            at: now,
            seed: random.next()
        )
        node.address = former?.address ?? node.address
        node.received = former?.received ?? []
        nodes[number] = node
        return node
    }

    // MARK: Traffic

    /// Hands a node content for an address.
    func send(_ content: [UInt8], from node: Node, to address: PeerAddress) {
        var effects = Effects()
        node.turn.now.monotonic = now
        node.channels.send(content[...], to: address, &node.turn, into: &effects)
        post(effects, from: node, inAnswerTo: nil)
    }

    /// Puts a packet on the network.
    func inject(_ bytes: [UInt8], from: PeerAddress, to: PeerAddress) {
        underway.append(Packet(at: now + 1_000_000, from: from, to: to, bytes: bytes))
    }

    /// Lets so much time go by.
    func run(seconds: Double) {
        let end = now + UInt64(seconds * 1e9)
        while let next = nextTime(), next <= end {
            now = max(now, next)
            deliver()
            for number in nodes.keys.sorted() { tick(number) }
        }
        now = end
    }

    private func nextTime() -> UInt64? {
        let times = underway.map(\.at) + nodes.values.map { $0.channels.nextDeadline }
        return times.min()
    }

    private func deliver() {
        let due = underway.filter { $0.at <= now }.sorted { $0.at < $1.at }
        underway.removeAll { $0.at <= now }
        for packet in due {
            guard let node = nodes.values.first(where: { $0.address == packet.to }) else {
                continue
            }
            receive(packet, node)
        }
    }

    private func receive(_ packet: Packet, _ node: Node) {
        var effects = Effects()
        node.turn.now.monotonic = now
        let content = packet.bytes.withUnsafeBytes { bytes in
            node.channels.receive(
                bytes,
                from: packet.from,
                &node.turn,
                into: &effects
            )
        }
        if let content { node.received.append((packet.from, content.bytes)) }
        post(effects, from: node, inAnswerTo: packet)
    }

    private func tick(_ number: UInt8) {
        guard let node = nodes[number], node.channels.nextDeadline <= now else { return }
        var effects = Effects()
        node.turn.now.monotonic = now
        node.channels.tick(&node.turn, into: &effects)
        #expect(node.channels.nextDeadline > now, "a tick does all that is due")
        post(effects, from: node, inAnswerTo: nil)
    }

    private func post(_ effects: Effects, from node: Node, inAnswerTo cause: Packet?) {
        while let event = node.channels.events.popFirst() { node.events.append(event) }
        node.channels.assertInvariants { Issue.record("\($0)") }
        for effect in effects.list {
            guard case .send(let address, let range) = effect else { continue }
            let bytes = Array(effects.bytes(range))
            check(bytes, in: cause)
            post(Packet(at: now, from: node.address, to: address, bytes: bytes))
        }
    }

    private func post(_ packet: Packet) {
        sent.append(packet)
        guard !swallows(packet) else { return }
        let copies = Int(random.next() % 100) < weather.copies ? 2 : 1
        for _ in 0..<copies where Int(random.next() % 100) >= weather.loss {
            let range = weather.delay
            let delay = range.lowerBound + random.next() % (range.upperBound - range.lowerBound + 1)
            let at = now + delay * 1_000_000
            underway.append(
                Packet(at: at, from: translates(packet), to: packet.to, bytes: packet.bytes)
            )
        }
    }

    private func check(_ bytes: [UInt8], in cause: Packet?) {
        // What is answered to whoever has proved nothing yet.
        if let cause, cause.bytes.first == 1 || bytes.first == 6 {
            #expect(bytes.count <= cause.bytes.count, "an answer longer than its cause")
        }
        guard bytes.first == 4 else { return }
        let former = sealed.updateValue(bytes, forKey: Array(bytes.prefix(13)))
        #expect(former == nil || former == bytes, "two packets under one counter")
    }
}
