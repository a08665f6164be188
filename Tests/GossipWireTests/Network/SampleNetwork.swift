import GossipWire
import TestSupport

/// A network with one of each record, the same in every run.
enum SampleNetwork {
    static let founder = Identity(number: 1)
    static let recovery = Identity(number: 2)
    static let member = Identity(number: 3)
    static let id = NetworkID(founder: founder.author, recovery: recovery.author)
    static let linkKey = LinkKey(9, 8, 7, 6)

    static let pass = pass(named: "Zoë")
    static let removal = MemberRemoval(
        signedBy: founder,
        network: id,
        node: member.author,
        epoch: 258,
        cut: MemberCut(sequence: 77, id: MessageID(1, 2, 3, 4)) ?? .nothing
    )
    static let charter = Charter(
        signedBy: founder,
        founder: founder.author,
        recovery: recovery.author,
        epoch: 259,
        authors: .anyone
    )
    static let binding = LinkBinding(signedBy: member, key: linkKey, epoch: 260)

    static func pass(named name: String, in network: NetworkID = id) -> Pass {
        Pass(
            signedBy: founder,
            network: network,
            node: member.author,
            role: .member,
            epoch: 257,
            name: name
        )
    }

    static func other(fields: [UInt8] = [1, 2, 3]) throws -> NetworkRecord {
        guard
            let record = OtherRecord(signedBy: founder, kind: 200, network: id, fields: fields)
        else { throw NetworkRecordError.tooLong }
        return .other(record)
    }

    static func records() throws -> [NetworkRecord] {
        [
            .pass(pass), .pass(pass(named: "")), .removal(removal), .charter(charter),
            try other(),
        ]
    }
}
