import GossipWire
import TestSupport
import Testing

@testable import GossipCore

@Suite("Admitting the node that asks") struct AdmittingTests {
    private let network = RosterWorld()

    /// A pairing with the first of the nodes, or another one.
    private func pair(
        _ world: PairingWorld,
        as number: UInt8 = 20,
        _ role: MemberRole = .member,
        named name: String = "",
        from other: NetworkID? = nil
    ) throws -> (joiner: Joining, inviter: Inviting) {
        let code = try world.invite(UInt8(world.invitations.openCount(at: world.now)) + 1, role)
        let (joiner, inviter) = (
            try world.join(code, as: number, named: name, from: other), try Inviting()
        )
        world.carry(joiner, inviter)
        return (joiner, inviter)
    }

    @Test("Whoever may not become a member reads why")
    func refusals() throws {
        let world = PairingWorld(records: [
            network.pass(network.nodes[0], by: network.founder, name: "Zoë")
        ])
        let other = NetworkID(high: 1, low: 2)
        #expect(try pair(world, from: other).joiner.refusal == .otherNetwork)
        #expect(try pair(world, as: 1).joiner.refusal == .ownKey)
        #expect(try pair(world, named: "Zoë").joiner.refusal == .nameTaken)
        for name in ["a\u{7}", "\u{9b}2J", "a\nb", "\u{2028}"] {
            #expect(try pair(world, named: name).joiner.refusal == .badName)
        }
        #expect(world.roster.passes.count == 1)
        #expect(try pair(world, named: "Ada").inviter.joined?.name == "Ada")
        let same = PairingWorld()
        #expect(try pair(same, from: network.network).inviter.joined != nil)
    }

    @Test("A node that is no admin, or a younger one than the joiner, admits nobody")
    func mayNotAdmit() throws {
        let (old, young) = (network.nodes[0], network.nodes[1])
        let records = [
            network.pass(old, [.admits], by: network.founder, 1),
            network.pass(young, .admin, by: network.founder, 2),
        ]
        let world = PairingWorld(inviter: young, records: records)
        #expect(try pair(world, as: 10).joiner.refusal == .mayNotAdmit)
        #expect(try pair(world, as: 20).inviter.joined?.signer == young.author)
        world.roster.merge([network.removal(young, by: network.founder, 3)])
        #expect(try pair(world, as: 21).joiner.refusal == .mayNotAdmit)
    }

    @Test("A full network refuses")
    func full() throws {
        var limits = RosterLimits()
        limits.liveCountMax = 2
        let world = PairingWorld()
        world.roster = network.roster(
            [
                network.charter(by: network.founder),
                network.pass(network.nodes[0], by: network.founder),
            ],
            limits: limits
        )
        #expect(try pair(world).joiner.refusal == .full)
        // A member that comes again takes no place.
        #expect(try pair(world, as: 10).inviter.joined != nil)
    }

    @Test("A member that comes again keeps its rights, and its pass unless it has another name")
    func again() throws {
        let (admin, member) = (network.nodes[0], network.nodes[1])
        let records = [
            network.pass(admin, .admin, by: network.founder, 1, name: "Ada"),
            network.pass(member, by: network.founder, 1, name: "Bob"),
        ]
        let world = PairingWorld(records: records)
        let before = world.roster.passes
        #expect(try pair(world, as: 10, named: "Eve").inviter.joined?.name == "Ada")
        #expect(try pair(world, as: 11).inviter.joined?.name == "Bob")
        #expect(world.roster.passes == before)
        let renamed = try #require(try pair(world, as: 11, named: "Rob").inviter.joined)
        #expect(renamed.name == "Rob" && renamed.epoch == 2)
        #expect(try pair(world, as: 11, .admin).inviter.joined?.role == .admin)
        // The founder is a member without a pass, and needs none from anybody.
        let other = PairingWorld(inviter: admin, records: records)
        #expect(try pair(other, as: 1).joiner.refusal == .mayNotAdmit)
    }

    @Test("A removed node that was given a new code is a member again")
    func readmitted() throws {
        let world = PairingWorld(records: [
            network.removal(network.nodes[0], by: network.founder, 5)
        ])
        #expect(try pair(world, as: 10).inviter.joined?.epoch == 6)
        #expect(world.roster.standing(of: network.nodes[0].author) == .member(.member))
    }

    @Test("What a joiner is offered counts, or it is not offered")
    func lies() throws {
        let stranger = Identity(number: 50)
        let foreign = RosterWorldOf(founder: stranger)
        let member = network.pass(network.nodes[0], by: network.founder)
        let cases: [(PairingError, (PairingAnswer) -> PairingAnswer)] = [
            (.noCharter, { $0.with(records: []) }),
            (.noCharter, { $0.with(records: [foreign.charter]) }),
            (.foreignRecord, { $0.with(records: $0.records + [foreign.charter]) }),
            (.forgedRecord, { $0.with(records: $0.records + [member.forged]) }),
            // An answer names the network of its pass.
            (.noCharter, { $0.with(pass: foreign.pass(of: $0.pass.node)) }),
            (.passDoesNotCount, { $0.with(pass: $0.pass.signed(by: stranger)) }),
        ]
        for (number, (failure, lie)) in cases.enumerated() {
            let world = PairingWorld()
            world.tamper = lie
            let (joiner, inviter) = try pair(world)
            #expect(joiner.failure == failure, "\(number)")
            #expect(joiner.offer == nil && inviter.joined == nil)
            #expect(world.roster.passes.isEmpty)
        }
    }

    @Test("An answer is checked against the node and the network that it is for")
    func verifying() throws {
        let world = PairingWorld()
        let joiner = Identity(number: 20)
        let pass = Pass(
            signedBy: world.inviter,
            network: network.network,
            node: joiner.author,
            role: .member,
            epoch: 1,
            name: ""
        )
        let answer = PairingAnswer(
            keys: PairingWorld.keys,
            inviterName: "",
            pass: pass,
            records: [network.charter(by: network.founder)],
            peers: PeerList([
                PeerAddress(ipv4: 0, port: 1), PeerAddress(high: 0xfe80 << 48, low: 1, port: 1),
            ])
        )
        let (node, id) = (joiner.author, network.network)
        #expect(throws: PairingError.foreignPass) {
            try JoinedNetwork(verifying: answer, for: world.inviter.author, from: nil)
        }
        #expect(throws: PairingError.otherNetwork) {
            try JoinedNetwork(verifying: answer, for: node, from: NetworkID(high: 1, low: 2))
        }
        let joined = try JoinedNetwork(verifying: answer, for: node, from: id)
        // Nothing can be sent to either of the two.
        #expect(joined.peers.isEmpty && joined.records.count == 2)
    }

    @Test("An answer has a limit, within which the records come first that prove the pass")
    func room() throws {
        let (a, b) = (network.nodes[0], network.nodes[1])
        let founder = network.founder
        let removals = (0..<2_500).map { number in
            NetworkRecord.removal(
                MemberRemoval(
                    signedBy: founder,
                    network: network.network,
                    node: AuthorKey(UInt64(number), 1, 1, 1),
                    epoch: 1 << 20,
                    cut: .nothing
                )
            )
        }
        // The founder's oldest word, and so the last of its records.
        let chain = [network.pass(a, .admin, by: founder, 1), network.pass(b, .admin, by: a, 2)]
        let world = PairingWorld(inviter: b, records: chain + removals)
        let (joiner, _) = try pair(world)
        let records = try #require(joiner.offer?.records)
        #expect((2_400..<2_500).contains(records.count))
        #expect(Set(records).isSuperset(of: chain))
    }
}

/// The network of another founder.
private struct RosterWorldOf {
    let founder: Identity
    private var id: NetworkID {
        NetworkID(founder: founder.author, recovery: Identity(number: 51).author)
    }

    var charter: NetworkRecord {
        .charter(
            Charter(
                signedBy: founder,
                founder: founder.author,
                recovery: Identity(number: 51).author,
                epoch: 1,
                authors: .members
            )
        )
    }

    func pass(of node: AuthorKey) -> Pass {
        Pass(signedBy: founder, network: id, node: node, role: .member, epoch: 1, name: "")
    }
}

extension PairingAnswer {
    fileprivate func with(pass: Pass? = nil, records: [NetworkRecord]? = nil) -> PairingAnswer {
        PairingAnswer(
            keys: keys,
            inviterName: inviterName,
            pass: pass ?? self.pass,
            records: records ?? self.records,
            peers: peers
        )
    }
}

extension Pass {
    fileprivate func signed(by signer: Identity) -> Pass {
        Pass(
            signedBy: signer,
            network: network,
            node: node,
            role: role,
            epoch: epoch,
            name: name
        )
    }
}

extension NetworkRecord {
    /// The same with another signature.
    fileprivate var forged: NetworkRecord {
        var bytes = encoded
        bytes[bytes.count - 1] ^= 1
        return (try? NetworkRecord(decoding: bytes)) ?? self
    }
}
