@testable import GossipCore
import GossipWire
import Negentropy
import Testing

@Suite("Catching up") struct CatchUpTests {
    private let digest = SettledDigest(
        until: 4_096,
        count: 3,
        fingerprint: Fingerprint(1, 2),
        arrival: 30,
        scope: Scope.everything.digest
    )
    private var proof: SyncResult.End { .proved(Self.proofDigest) }
    private static let proofDigest = LogDigest(count: 0, sum: IDSum())

    private func machine(isInDoubt: Bool = false) -> CatchUp {
        CatchUp(Given.configuration(isInDoubt: isInDoubt), at: Given.start.monotonic)
    }

    /// A machine that is live by a proof with the peer in slot 0, which has the higher key.
    private func live(_ turn: inout Turn, hasCursor: Bool = true) -> CatchUp {
        var machine = machine()
        machine.made(0, Given.address(1))
        machine.cameUp(0, &turn)
        turn.now = Given.turn(afterMilliseconds: 60).now
        machine.tick(keeping: .everything, trusting: .none, &turn)
        let incarnation = LogIncarnation(high: 9, low: 1)
        let result = SyncResult(
            end: proof,
            cursor: hasCursor ? PeerCursor(incarnation: incarnation, arrival: 25) : nil
        )
        machine.take(.finished(result), of: SessionID(1), &turn)
        machine.probed(Given.probe(of: 1, settled: digest), own: digest, from: 0, turn)
        _ = machine.actions.drain()
        return machine
    }

    @Test("Without peers a node is alone at once")
    func withoutPeers() {
        var turn = Given.turn()
        var machine = machine()
        machine.tick(keeping: .everything, trusting: .none, &turn)
        #expect(machine.actions.drain() == [.entered(.alone)])
    }

    @Test("With silent peers a node is alone after a while")
    func silentPeers() {
        var turn = Given.turn()
        var machine = machine()
        machine.made(0, Given.address(1))
        machine.tick(keeping: .everything, trusting: .none, &turn)
        #expect(machine.phase == .joining)
        #expect(machine.nextDeadline == Given.start.monotonic + Nanoseconds.seconds(3))
        turn.now = Given.turn(afterMilliseconds: 3_000).now
        machine.tick(keeping: .everything, trusting: .none, &turn)
        #expect(machine.phase == .alone)
    }

    @Test("The first peer that answers is caught up with, and its proof brings the node live")
    func firstPeer() {
        var turn = Given.turn()
        var machine = machine()
        machine.made(0, Given.address(1))
        machine.cameUp(0, &turn)
        #expect(machine.actions.drain() == [.entered(.catchingUp)])
        turn.now = Given.turn(afterMilliseconds: 60).now
        machine.tick(keeping: .everything, trusting: .none, &turn)
        guard case .openSync(let order, with: 0) = machine.actions.drain().first else {
            Issue.record("a session is opened")
            return
        }
        #expect(order.purpose == .catchUp)
        #expect(order.peer == Given.address(1))
        let cursor = PeerCursor(incarnation: LogIncarnation(high: 1, low: 1), arrival: 7)
        machine.take(.finished(SyncResult(end: proof, cursor: cursor)), of: order.session, &turn)
        #expect(machine.actions.drain() == [.remember(0), .entered(.live)])
        #expect(machine.standings[0]?.cursor == cursor)
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("A failed session proves nothing and is tried again with growing waits")
    func failedSession() {
        var turn = Given.turn()
        var machine = machine()
        machine.made(0, Given.address(1))
        machine.cameUp(0, &turn)
        var waits: [UInt64] = []
        for _ in 0..<4 {
            turn.now.monotonic = max(turn.now.monotonic, machine.standings[0]?.nextSync ?? 0)
            machine.tick(keeping: .everything, trusting: .none, &turn)
            for case .openSync(let order, _) in machine.actions.drain() {
                machine.take(
                    .finished(SyncResult(end: .failed(.timedOut))),
                    of: order.session,
                    &turn
                )
            }
            waits.append((machine.standings[0]?.nextSync ?? 0) - turn.now.monotonic)
        }
        #expect(machine.phase == .catchingUp)
        let ratios = zip(waits.dropFirst(), waits).map { Double($0) / Double($1) }
        #expect(ratios.allSatisfy { $0 > 1.1 && $0 < 3.4 }, "doubling, give or take a quarter each")
    }

    @Test("A change of the own network makes a session due that has failed for long")
    func networkChanged() {
        var turn = Given.turn()
        var machine = machine()
        machine.made(0, Given.address(1))
        machine.cameUp(0, &turn)
        for _ in 0..<10 {
            turn.now.monotonic = max(turn.now.monotonic, machine.standings[0]?.nextSync ?? 0)
            machine.tick(keeping: .everything, trusting: .none, &turn)
            for case .openSync(let order, _) in machine.actions.drain() {
                machine.take(
                    .finished(SyncResult(end: .failed(.timedOut))),
                    of: order.session,
                    &turn
                )
            }
        }
        machine.tick(keeping: .everything, trusting: .none, &turn)
        #expect(machine.actions.drain().isEmpty, "it waits")
        machine.networkChanged(at: turn.now.monotonic)
        machine.tick(keeping: .everything, trusting: .none, &turn)
        guard case .openSync(let order, with: 0) = machine.actions.drain().first else {
            Issue.record("a session is opened")
            return
        }
        machine.take(.finished(SyncResult(end: .failed(.timedOut))), of: order.session, &turn)
        let wait = (machine.standings[0]?.nextSync ?? 0) - turn.now.monotonic
        #expect(wait < 2 * machine.limits.syncRetryFirst, "the waits begin anew")
    }

    @Test("When all peers are lost the node looks for one again, or is alone if it was live")
    func allPeersLost() {
        var turn = Given.turn()
        var catchingUp = machine()
        catchingUp.made(0, Given.address(1))
        catchingUp.cameUp(0, &turn)
        _ = catchingUp.actions.drain()
        catchingUp.lost(0, turn)
        #expect(catchingUp.actions.drain() == [.entered(.joining)])
        var live = live(&turn)
        live.lost(0, turn)
        #expect(live.actions.drain() == [.entered(.alone)])
        live.cameUp(0, &turn)
        #expect(live.actions.drain() == [.entered(.catchingUp)], "whatever happened was missed")
    }

    @Test("After a sleep a live node catches up again")
    func afterSleep() {
        var turn = Given.turn()
        var machine = live(&turn)
        machine.slept(&turn)
        #expect(machine.actions.drain() == [.entered(.catchingUp)])
    }

    @Test("Equal digests move the cursor, and never back")
    func equalDigests() {
        var turn = Given.turn()
        var machine = live(&turn)
        var earlier = digest
        earlier.arrival = 20
        machine.probed(Given.probe(of: 1, settled: earlier), own: earlier, from: 0, turn)
        #expect(machine.actions.isEmpty)
        #expect(machine.standings[0]?.cursor?.arrival == 30)
        var later = digest
        later.arrival = 40
        machine.probed(Given.probe(of: 1, settled: later), own: later, from: 0, turn)
        #expect(machine.actions.drain() == [.remember(0)])
        #expect(machine.standings[0]?.cursor?.arrival == 40)
    }

    @Test("A peer that only tells equal digests gets no cursor, and stays a stranger")
    func digestsAlone() {
        var turn = Given.turn()
        let claiming = live(&turn, hasCursor: false)
        let isStranger = claiming.isStranger(0)
        #expect(claiming.standings[0]?.cursor == nil)
        #expect(isStranger)
        turn = Given.turn()
        let proved = live(&turn)
        let isStrangerByProof = proved.isStranger(0)
        #expect(!isStrangerByProof)
    }

    @Test("Digests that differ twice in a row start a session, by the node with the lower key")
    func differingDigests() {
        var turn = Given.turn()
        var machine = live(&turn)
        var other = digest
        other.count = 4
        turn.now = Given.turn(afterMilliseconds: 20_000).now
        machine.probed(Given.probe(of: 1, settled: other), own: digest, from: 0, turn)
        machine.tick(keeping: .everything, trusting: .none, &turn)
        #expect(machine.actions.isEmpty)
        machine.probed(Given.probe(of: 1, settled: other), own: digest, from: 0, turn)
        machine.tick(keeping: .everything, trusting: .none, &turn)
        guard case .openSync(let order, with: 0) = machine.actions.drain().first else {
            Issue.record("a session is opened")
            return
        }
        #expect(order.purpose == .repair)
    }

    @Test("Publishing waits in doubt until every peer was asked, a minute at most")
    func doubt() {
        var turn = Given.turn()
        var machine = machine(isInDoubt: true)
        machine.made(0, Given.address(1))
        machine.cameUp(0, &turn)
        machine.tick(keeping: .everything, trusting: .none, &turn)
        #expect(machine.doubt.isOpen == true)
        turn.now = Given.turn(afterMilliseconds: 60_000).now
        machine.tick(keeping: .everything, trusting: .none, &turn)
        #expect(machine.actions.contains(.mayPublish(hasAsked: false)))
        #expect(machine.doubt.isOpen == false)
    }
}
