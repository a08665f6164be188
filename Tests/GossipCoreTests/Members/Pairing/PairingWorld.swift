import GossipWire
import TestSupport
import Testing

@testable import GossipCore

/// A network, a node of it that invites, and nodes that come with codes; the same in every run.
final class PairingWorld {
    let network = RosterWorld()
    let inviter: Identity
    var roster: Roster
    var invitations = Invitations()
    var now = Now(monotonic: 1_000_000_000, wall: 1_800_000_000_000)
    /// Turns the answer of an honest inviter into that of another one.
    var tamper: (PairingAnswer) -> PairingAnswer = { $0 }
    /// Turns a flight of bytes, by its number, into another one.
    var wire: (Int, [UInt8]) -> [UInt8] = { $1 }

    static let keys = NetworkKeys(.open)
    static let peers = PeerList([PeerAddress(ipv4: 0xc000_0201, port: 7_000)])

    init(inviter: Identity? = nil, records: [NetworkRecord] = []) {
        self.inviter = inviter ?? network.founder
        roster = network.roster([network.charter(by: network.founder)] + records)
    }

    /// A code whose secret is this number.
    static func code(_ number: UInt8) throws -> InvitationCode {
        try InvitationCode(
            secret: [UInt8](repeating: number, count: InvitationCode.secretLength),
            addresses: [PeerAddress(ipv4: 0xc000_0201, port: 7_000)]
        )
    }

    static func pairs(_ number: UInt8) throws -> PairingKeyPairs {
        PairingKeyPairs(
            lasting: try #require(NoiseKeyPair(secret: [UInt8](repeating: number, count: 32))),
            fresh: try #require(NoiseKeyPair(secret: [UInt8](repeating: number + 1, count: 32)))
        )
    }

    /// Lets time go by, in milliseconds.
    func wait(_ milliseconds: UInt64) {
        now.wall += milliseconds
        now.monotonic += milliseconds * 1_000_000
    }

    /// Opens an invitation, and gives its code.
    func invite(
        _ number: UInt8 = 7,
        _ role: MemberRole = .member,
        uses: Int = 1,
        lifetime: UInt64 = Invitations.lifetimeDefault
    ) throws -> InvitationCode {
        let code = try Self.code(number)
        try invitations.open(code, for: role, uses: uses, lifetime: lifetime, at: now)
        return code
    }

    func join(
        _ code: InvitationCode,
        as number: UInt8,
        named name: String = "",
        from network: NetworkID? = nil
    ) throws -> Joining {
        try Joining(code, as: Identity(number: number), named: name, from: network)
    }

    /// Carries bytes to and fro until there are none, in pieces of so many; the joiner confirms what it is offered.
    @discardableResult
    func carry(
        _ joiner: Joining,
        _ inviter: Inviting,
        by count: Int = .max,
        confirming: Bool = true
    ) -> Joining {
        for flight in 0... {
            let there = wire(2 * flight, joiner.takeOutput())
            for piece in Self.cut(there, by: count) { inviter.receive(piece, in: self) }
            let here = wire(2 * flight + 1, inviter.takeOutput())
            for piece in Self.cut(here, by: count) { joiner.receive(piece) }
            if joiner.offer != nil, confirming { joiner.confirm() }
            if there.isEmpty, here.isEmpty, joiner.output.isEmpty { break }
        }
        return joiner
    }

    /// A whole pairing.
    func pair(
        _ code: InvitationCode,
        as number: UInt8,
        named name: String = ""
    ) throws -> (joiner: Joining, inviter: Inviting) {
        let (joiner, inviter) = (try join(code, as: number, named: name), try Inviting())
        carry(joiner, inviter)
        return (joiner, inviter)
    }

    private static func cut(_ bytes: [UInt8], by count: Int) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: min(count, max(1, bytes.count))).map {
            Array(bytes[$0...].prefix(count))
        }
    }

    /// The answer or refusal of the inviting node.
    fileprivate func answer(
        _ request: PairingRequest,
        _ role: MemberRole
    ) -> Result<PairingAnswer, PairingRefusal> {
        do throws(PairingRefusal) {
            return .success(
                tamper(
                    try roster.answer(
                        to: request,
                        as: role,
                        signedBy: inviter,
                        named: "harbour",
                        keys: Self.keys,
                        peers: Self.peers
                    )
                )
            )
        } catch { return .failure(error) }
    }
}

/// The joining side, and what came of it.
final class Joining {
    private var side: PairingJoiner
    fileprivate(set) var output: [UInt8] = []
    private(set) var events: [PairingJoiner.Event] = []
    private(set) var failure: PairingError?

    init(
        _ code: InvitationCode,
        as identity: Identity,
        named name: String,
        from network: NetworkID?
    ) throws {
        var output: [UInt8] = []
        side = PairingJoiner(
            code,
            as: identity,
            named: name,
            from: network,
            try PairingWorld.pairs(90),
            into: &output
        )
        self.output = output
    }

    var hasMet: Bool { side.hasMet }

    var offer: JoinedNetwork? {
        if case .offered(let network) = events.first { network } else { nil }
    }

    var refusal: PairingRefusal? {
        if case .refused(let refusal) = events.first { refusal } else { nil }
    }

    func takeOutput() -> [UInt8] {
        defer { output = [] }
        return output
    }

    func receive(_ bytes: [UInt8]) {
        do throws(PairingError) {
            try side.receive(bytes, into: &output, &events)
        } catch { failure = error }
    }

    func confirm() { side.confirm(into: &output) }
}

/// The inviting side of one connection, and what came of it.
final class Inviting {
    private var side: PairingInviter
    fileprivate(set) var output: [UInt8] = []
    private(set) var events: [PairingInviter.Event] = []
    private(set) var failure: PairingError?
    /// True to leave the joiner without an answer.
    var hesitates = false

    init() throws { side = PairingInviter(try PairingWorld.pairs(92)) }

    /// The pass that was stored by the joiner.
    var joined: Pass? {
        if case .joined(let pass) = events.last { pass } else { nil }
    }

    func takeOutput() -> [UInt8] {
        defer { output = [] }
        return output
    }

    func receive(_ bytes: [UInt8], in world: PairingWorld) {
        let count = events.count
        do throws(PairingError) {
            try side.receive(
                bytes,
                at: world.now,
                with: &world.invitations,
                into: &output,
                &events
            )
        } catch { failure = error }
        for event in events[count...] {
            switch event {
            case .asks(let request, let role):
                if !hesitates { answer(request, role, in: world) }
            case .joined(let pass): world.roster.merge([.pass(pass)])
            case .refused: break
            }
        }
    }

    /// Answers the first question.
    func answer(in world: PairingWorld) {
        guard case .asks(let request, let role) = events.first else { return }
        answer(request, role, in: world)
    }

    private func answer(_ request: PairingRequest, _ role: MemberRole, in world: PairingWorld) {
        switch world.answer(request, role) {
        case .success(let answer):
            side.answer(
                answer,
                at: world.now,
                with: &world.invitations,
                into: &output,
                &events
            )
        case .failure(let refusal): side.refuse(refusal, into: &output, &events)
        }
    }
}
