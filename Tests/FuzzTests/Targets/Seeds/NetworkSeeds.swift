import GossipWire
import TestSupport

/// Records, credentials and codes of one network.
enum NetworkSeeds {
    private static let founder = Identity(number: 1)
    private static let recovery = Identity(number: 2)
    private static let member = Identity(number: 3)
    private static let network = NetworkID(founder: founder.author, recovery: recovery.author)
    private static let pass = Pass(
        signedBy: founder,
        network: network,
        node: member.author,
        role: .member,
        epoch: 4,
        name: "Zoë"
    )

    static var records: [Seed] {
        let removal = MemberRemoval(
            signedBy: founder,
            network: network,
            node: member.author,
            epoch: 5,
            cut: MemberCut(sequence: 6, id: MessageID(1, 2, 3, 4)) ?? .nothing
        )
        let charter = Charter(
            signedBy: founder,
            founder: founder.author,
            recovery: recovery.author,
            epoch: 1,
            authors: .members
        )
        let other = OtherRecord(signedBy: founder, kind: 9, network: network, fields: [1, 2])
        let known: [(String, NetworkRecord)] = [
            ("pass", .pass(pass)), ("removal", .removal(removal)), ("charter", .charter(charter)),
        ]
        return known.map { Seed($0.0, $0.1.encoded) }
            + [other].compactMap { $0.map { Seed("other", NetworkRecord.other($0).encoded) } }
    }

    static var credentials: [Seed] {
        let binding = LinkBinding(signedBy: member, key: LinkKey(1, 2, 3, 4), epoch: 7)
        return [
            Seed("pass", Credential(pass: pass, binding: binding).encoded),
            Seed("bare", Credential(node: member.author, binding: binding).encoded),
        ]
    }

    static var pairingMessages: [Seed] {
        let request = PairingRequest(
            signedBy: member,
            network: network,
            name: "Zoë",
            hash: [UInt8](repeating: 6, count: 32)
        )
        var keys = NetworkKeys(.loopback)
        keys.rotate(to: .open)
        let answer = PairingAnswer(
            keys: keys,
            inviterName: "Ada",
            pass: pass,
            records: records.compactMap { try? NetworkRecord(decoding: $0.bytes) },
            peers: PeerList([PeerAddress(ipv4: 0xc000_0201, port: 7_000)])
        )
        let messages: [(String, PairingMessage)] = [
            ("request", .request(request)), ("answer", .answer(answer)),
            ("refusal", .refusal(.used)), ("done", .done),
        ]
        return messages.map { Seed($0.0, $0.1.encoded) }
    }

    static var codes: [Seed] {
        let addresses = [
            PeerAddress(ipv4: 0xc000_0201, port: 7_000),
            PeerAddress(high: 0x2001_0db8 << 32, low: 1, port: 7_001),
        ]
        let secret = [UInt8](repeating: 7, count: InvitationCode.secretLength)
        let invitations = [addresses, [addresses[0]]].compactMap {
            try? InvitationCode(secret: secret, addresses: $0)
        }
        let recovery = RecoveryCode(seed: [UInt8](repeating: 8, count: 32))?.text ?? ""
        let keys = NetworkKeys(.loopback).text + "# and\n" + NetworkKeys(.open).text
        return invitations.enumerated().map { index, code in
            Seed("invitation-\(index)", [0] + Array(code.text.utf8))
        } + [
            Seed("recovery", [1] + Array(recovery.utf8)), Seed("keys", [2] + Array(keys.utf8)),
        ]
    }
}
