import GossipCore
import GossipWire
import TestSupport

/// A network's keys, and the signing of records without asking anybody for leave.
struct RosterWorld {
    let founder = Identity(number: 1)
    let recovery = Identity(number: 2)
    /// Nodes by number, from 10 on.
    let nodes: [Identity]

    init(nodes count: Int = 7) {
        nodes = (0..<count).map { Identity(number: UInt8(10 + $0)) }
    }

    var network: NetworkID { NetworkID(founder: founder.author, recovery: recovery.author) }

    func roster(
        _ records: [NetworkRecord] = [],
        limits: RosterLimits = .standard
    ) -> Roster {
        var roster = Roster(
            founder: founder.author,
            recovery: recovery.author,
            limits: limits
        )
        roster.merge(records)
        return roster
    }

    func pass(
        _ node: Identity,
        _ role: MemberRole = .member,
        by signer: Identity,
        _ epoch: UInt64 = 1,
        name: String = ""
    ) -> NetworkRecord {
        .pass(
            Pass(
                signedBy: signer,
                network: network,
                node: node.author,
                role: role,
                epoch: epoch,
                name: name
            )
        )
    }

    func removal(_ node: Identity, by signer: Identity, _ epoch: UInt64) -> NetworkRecord {
        .removal(
            MemberRemoval(
                signedBy: signer,
                network: network,
                node: node.author,
                epoch: epoch,
                cut: .nothing
            )
        )
    }

    func charter(
        _ authors: Charter.Authors = .members,
        by signer: Identity,
        _ epoch: UInt64 = 1
    ) -> NetworkRecord {
        .charter(
            Charter(
                signedBy: signer,
                founder: founder.author,
                recovery: recovery.author,
                epoch: epoch,
                authors: authors
            )
        )
    }

    /// A record of a kind that no version knows yet.
    func other(by signer: Identity, _ number: UInt8) -> NetworkRecord? {
        OtherRecord(signedBy: signer, kind: 99, network: network, fields: [number])
            .map { .other($0) }
    }

    /// Records by anybody about anybody, most of them about admins, so that there are chains and quarrels.
    func drawn(_ count: Int, _ random: inout SeededGenerator) -> [NetworkRecord] {
        var records = [pass(nodes[0], .admin, by: founder, 1)]
        while records.count < count {
            let everybody = nodes + [founder]
            let signers = everybody + [founder] + (random.below(6) == 0 ? [recovery] : [])
            let signer = signers[random.below(signers.count)]
            let node = everybody[random.below(everybody.count)]
            let epoch = UInt64(1 + random.below(6))
            switch random.below(16) {
            case 0:
                records.append(
                    charter(random.below(2) == 0 ? .members : .anyone, by: signer, epoch)
                )
            case 1: if let record = other(by: signer, UInt8(epoch)) { records.append(record) }
            case 2...5: records.append(removal(node, by: signer, epoch))
            case 6...8: records.append(pass(node, by: signer, epoch, name: "\(random.below(2))"))
            default: records.append(pass(node, .admin, by: signer, epoch))
            }
        }
        return records
    }
}

/// All that a roster says.
struct RosterReport: Equatable {
    let digest: UInt64
    let ids: [RecordID]
    let admins: [AuthorKey]
    let passes: [Pass]
    let removals: [MemberRemoval]
    let charter: Charter?
    let standings: [MemberStanding]

    init(_ roster: Roster, of world: RosterWorld) {
        digest = roster.digest
        ids = roster.recordIDs
        admins = roster.admins
        passes = roster.passes
        removals = roster.removals
        charter = roster.charter
        standings = (world.nodes + [world.founder, world.recovery])
            .map { roster.standing(of: $0.author) }
    }
}
