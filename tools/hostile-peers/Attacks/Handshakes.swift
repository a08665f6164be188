import GossipWire

/// Handshakes that end with the response, of a member with some ports: whoever begins one honestly is to find no room.
///
/// On loopback each port counts as an address. Twice as many could take all places for half-open handshakes.
final class Handshakes: Attack {
    static let name = "handshakes"
    static let summary =
        "a member begins handshakes from 8 ports, 200 a second to each node, and ends none"

    private let sockets: [[AttackSocket]]
    /// First messages, by the start of their keys.
    private var messages: [LinkCookie: [UInt8]] = [:]
    private let starts: [LinkCookie]
    private var rate = AttackRate(perSecond: 200)
    private var number = 0

    init(_ targets: Targets) throws {
        sockets = try targets.nodes.map { target in
            try (0..<8).map { _ in try AttackSocket(to: target) }
        }
        let member = HostileMember()
        // An odd number: each port sends one after the other.
        for index in 1...255 as ClosedRange<UInt32> {
            var handshake = member.handshake(as: .initiator)
            let payload = LinkTerms(index: index).payload(filledTo: LinkInitiation.payloadLength)
            let message = try handshake.write(payload)
            if let start = LinkCookie(startOf: message) { messages[start] = message }
        }
        starts = Array(messages.keys)
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        for _ in 0..<rate.due(at: now) {
            number += 1
            for sockets in sockets {
                let socket = sockets[number % sockets.count]
                send(starts[number % starts.count], cookie: .none, on: socket, &tally)
                while let packet = socket.receive() { answer(packet, on: socket, &tally) }
            }
        }
    }

    /// Sends the message again with the cookie that the target asks for.
    private func answer(_ packet: [UInt8], on socket: AttackSocket, _ tally: inout AttackTally) {
        packet.withUnsafeBytes { bytes in
            guard case .retry(let retry) = try? LinkPacket(bytes) else { return }
            send(retry.key, cookie: retry.cookie, on: socket, &tally)
        }
    }

    private func send(
        _ start: LinkCookie,
        cookie: LinkCookie,
        on socket: AttackSocket,
        _ tally: inout AttackTally
    ) {
        guard let message = messages[start] else { return }
        var packet: [UInt8] = []
        LinkInitiation.encode(message, cookie: cookie, into: &packet)
        socket.send(packet, &tally)
    }
}
