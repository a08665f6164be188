@testable import GossipCore
import GossipWire
import Negentropy
import Testing

/// The worth of a proof without the authors that the peer alone cuts.
@Suite("Proofs under cuts") struct ForeignCutsTests {
    private let foreign = Cuts([Cut(author: AuthorKey(9, 9, 9, 9), sequence: 0)])
    private let digest = LogDigest(count: 0, sum: IDSum())

    private func machine(peers count: Int, _ turn: inout Turn) -> CatchUp {
        var machine = CatchUp(Given.configuration(), at: Given.start.monotonic)
        for slot in 0..<count {
            machine.made(slot, Given.address(slot + 1))
            machine.cameUp(slot, &turn)
        }
        _ = machine.actions.drain()
        return machine
    }

    private func prove(
        by peer: Int,
        cutting cuts: Cuts,
        own: Cuts = .none,
        to machine: inout CatchUp,
        _ turn: inout Turn
    ) {
        let result = SyncResult(
            end: .proved(digest),
            cursor: PeerCursor(incarnation: LogIncarnation(high: 1, low: 2), arrival: 3),
            exclusion: Exclusion(own: Scope(cuts: own), peer: Scope(cuts: cuts))
        )
        let session = SessionID(incoming: UInt64(peer))
        machine.take(.served(by: Given.address(peer), result), of: session, &turn)
    }

    /// Has a peer's probe tell its cuts.
    private func claim(_ cuts: Cuts, by slot: Int, to machine: inout CatchUp) {
        machine.standings[slot]?.scope = Scope(cuts: cuts).digest
    }

    @Test("It brings nobody live while a peer without such cuts answers")
    func liar() {
        var turn = Given.turn()
        var machine = machine(peers: 2, &turn)
        machine.tick(keeping: .everything, trusting: .none, &turn)
        prove(by: 1, cutting: foreign, to: &machine, &turn)
        #expect(machine.phase == .catchingUp)
        prove(by: 2, cutting: .none, to: &machine, &turn)
        #expect(machine.phase == .live)
    }

    @Test("It does where all others cut too, and where their sessions fail thrice")
    func noBetter() {
        var turn = Given.turn()
        var cutting = machine(peers: 2, &turn)
        cutting.tick(keeping: .everything, trusting: .none, &turn)
        claim(foreign, by: 1, to: &cutting)
        prove(by: 1, cutting: foreign, to: &cutting, &turn)
        #expect(cutting.phase == .live)

        var failing = machine(peers: 2, &turn)
        failing.tick(keeping: .everything, trusting: .none, &turn)
        failing.standings[1]?.failures = 3
        prove(by: 1, cutting: foreign, to: &failing, &turn)
        #expect(failing.phase == .live)
    }

    @Test("Cuts of this log are no reason to doubt a peer", arguments: [true, false])
    func ownCuts(isShared: Bool) {
        var turn = Given.turn()
        var machine = machine(peers: 2, &turn)
        machine.tick(keeping: Scope(cuts: foreign), trusting: .none, &turn)
        let cuts = isShared ? foreign : .none
        claim(cuts, by: 0, to: &machine)
        prove(by: 1, cutting: cuts, own: foreign, to: &machine, &turn)
        #expect(machine.phase == .live)
    }

    @Test("A configured peer that cuts comes before others that do not")
    func configured() {
        var turn = Given.turn()
        var machine = machine(peers: 2, &turn)
        machine.tick(
            keeping: .everything,
            trusting: TrustedPeers(configured: PeerSet(0), all: PeerSet(0)),
            &turn
        )
        prove(by: 2, cutting: .none, to: &machine, &turn)
        #expect(machine.phase == .catchingUp, "anybody can claim that")
        prove(by: 1, cutting: foreign, to: &machine, &turn)
        #expect(machine.phase == .live)
    }

    @Test("It earns no trust")
    func cursor() {
        var turn = Given.turn()
        var machine = machine(peers: 1, &turn)
        machine.tick(keeping: .everything, trusting: .none, &turn)
        prove(by: 1, cutting: foreign, to: &machine, &turn)
        var isStranger = machine.isStranger(0)
        #expect(isStranger)
        prove(by: 1, cutting: .none, to: &machine, &turn)
        isStranger = machine.isStranger(0)
        #expect(!isStranger)
    }

    @Test("What a session has shown of a peer's cuts counts until either side claims others")
    func shown() {
        let own = Cuts([Cut(author: AuthorKey(1, 1, 1, 1), sequence: 0)])
        var standing = Standing(address: Given.address(1), cursor: nil)
        #expect(!standing.cutsMore(than: own.digest))
        standing.scope = Scope(cuts: foreign).digest
        #expect(standing.cutsMore(than: own.digest), "nobody knows")
        let here = Scope(cuts: own)
        standing.showedCuts(Exclusion(own: here, peer: here), own: own.digest)
        #expect(!standing.cutsMore(than: own.digest))
        #expect(standing.cutsMore(than: .none))
        standing.scope = Scope(cuts: own.intersection(foreign)).digest
        #expect(standing.cutsMore(than: own.digest))
        standing.scope = Scope.everything.digest
        standing.showedCuts(Exclusion(own: here, peer: Scope(cuts: foreign)), own: own.digest)
        #expect(standing.cutsMore(than: own.digest), "its probes lie")
    }
}
