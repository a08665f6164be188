@testable import GossipCore
import GossipWire
import Negentropy
import TestSupport
import Testing

@Suite("Trusted peers") struct TrustTests {
    private let proof = SyncResult.End.proved(LogDigest(count: 0, sum: IDSum()))

    /// Peers in the first slots, all up.
    private func machine(peers count: Int, _ turn: inout Turn) -> CatchUp {
        var machine = CatchUp(Given.configuration(), at: Given.start.monotonic)
        for slot in 0..<count {
            machine.made(slot, Given.address(slot + 1))
            machine.cameUp(slot, &turn)
        }
        _ = machine.actions.drain()
        return machine
    }

    /// The peer with this number proves equality by a session that it has opened.
    private func prove(by peer: Int, to machine: inout CatchUp, _ turn: inout Turn) {
        let result = SyncResult(end: proof)
        let session = SessionID(incoming: UInt64(peer))
        machine.take(.served(by: Given.address(peer), result), of: session, &turn)
    }

    private func opened(_ machine: inout CatchUp) -> [Int] {
        machine.actions.drain().compactMap { action in
            if case .openSync(_, let slot) = action { slot } else { nil }
        }
    }

    @Test("While a trusted peer answers, only the proof of such a one brings a node live")
    func proofOfTheTrusted() {
        var turn = Given.turn()
        var machine = machine(peers: 2, &turn)
        machine.tick(keeping: .everything, trusting: TrustedPeers(all: PeerSet(1)), &turn)
        prove(by: 1, to: &machine, &turn)
        #expect(machine.phase == .catchingUp)
        prove(by: 2, to: &machine, &turn)
        #expect(machine.phase == .live)
    }

    @Test("While a configured peer answers, the proof of one that was equal once is not enough")
    func proofOfTheConfigured() {
        var turn = Given.turn()
        var machine = machine(peers: 2, &turn)
        var trusted = PeerSet(0)
        trusted.insert(1)
        machine.tick(
            keeping: .everything,
            trusting: TrustedPeers(configured: PeerSet(1), all: trusted),
            &turn
        )
        prove(by: 1, to: &machine, &turn)
        #expect(machine.phase == .catchingUp)
        prove(by: 2, to: &machine, &turn)
        #expect(machine.phase == .live)
    }

    @Test("A session with a configured peer waits for none with those that were equal once")
    func configuredFirst() {
        var turn = Given.turn()
        var machine = machine(peers: 2, &turn)
        machine.standings[1]?.nextSync = .max
        turn.now = Given.turn(afterMilliseconds: 60).now
        machine.tick(keeping: .everything, trusting: TrustedPeers(all: PeerSet(0)), &turn)
        #expect(opened(&machine) == [0])
        machine.standings[1]?.nextSync = 0
        var trusted = PeerSet(0)
        trusted.insert(1)
        machine.tick(keeping: .everything, trusting: TrustedPeers(all: trusted), &turn)
        #expect(opened(&machine) == [])
        machine.tick(
            keeping: .everything,
            trusting: TrustedPeers(configured: PeerSet(1), all: trusted),
            &turn
        )
        #expect(opened(&machine) == [1])
    }

    @Test("Where no trusted peer answers, any proof does, and where its sessions fail thrice")
    func nobodyToTrust() {
        var turn = Given.turn()
        var nobody = machine(peers: 1, &turn)
        nobody.tick(keeping: .everything, trusting: TrustedPeers(all: PeerSet(5)), &turn)
        prove(by: 1, to: &nobody, &turn)
        #expect(nobody.phase == .live)

        var failing = machine(peers: 2, &turn)
        for failure in 1...3 {
            turn.now.monotonic += Nanoseconds.seconds(9)
            failing.tick(keeping: .everything, trusting: TrustedPeers(all: PeerSet(1)), &turn)
            let order = failing.actions.drain().compactMap { action in
                if case .openSync(let order, with: 1) = action { order } else { nil }
            }.last
            guard let order else {
                Issue.record("no session \(failure) with the trusted peer")
                return
            }
            failing.take(.finished(SyncResult(end: .failed(.timedOut))), of: order.session, &turn)
        }
        prove(by: 1, to: &failing, &turn)
        #expect(failing.phase == .live)
    }

    @Test(
        "A trusted peer whose session brings nothing for long does not keep the proofs of others out"
    )
    func sessionWithoutEnd() throws {
        var turn = Given.turn()
        var machine = machine(peers: 2, &turn)
        let trusted = TrustedPeers(all: PeerSet(1))
        turn.now = Given.turn(afterMilliseconds: 60).now
        machine.tick(keeping: .everything, trusting: trusted, &turn)
        guard case .openSync(let order, with: 1) = machine.actions.drain().last else {
            Issue.record("a session is opened")
            return
        }
        func prove(afterSeconds seconds: UInt64) {
            turn.now = Given.turn(afterMilliseconds: seconds * 1_000).now
            machine.tick(keeping: .everything, trusting: trusted, &turn)
            self.prove(by: 1, to: &machine, &turn)
        }
        prove(afterSeconds: 20)
        #expect(machine.phase == .catchingUp)
        let messages = try Identity(number: 1).chain(SessionUse.worthwhileCount)
        let batch = messages.enumerated().map { index, message in
            (
                Ingest(message, via: .catchUp, from: order.peer, session: order.session),
                IngestOutcome.stored(arrival: UInt64(index + 1))
            )
        }
        machine.ingested(batch, at: turn.now.monotonic)
        prove(afterSeconds: 49)
        #expect(machine.phase == .catchingUp, "it has brought enough 29 seconds ago")
        prove(afterSeconds: 50)
        #expect(machine.phase == .live)
    }

    @Test("A trusted peer that dials again and again and fails counts as one that does not answer")
    func failingCaller() {
        var turn = Given.turn()
        var machine = machine(peers: 2, &turn)
        machine.tick(keeping: .everything, trusting: TrustedPeers(all: PeerSet(1)), &turn)
        // While it is served it is never dialled, and its proofs do not undo its failures.
        for number in 1...3 {
            let result = SyncResult(end: number == 2 ? proof : .failed(.timedOut))
            machine.standings[1]?.phase = .catchingUp
            machine.standings[0]?.phase = .live
            let session = SessionID(incoming: UInt64(number))
            machine.take(.served(by: Given.address(2), result), of: session, &turn)
        }
        prove(by: 1, to: &machine, &turn)
        #expect(machine.phase == .catchingUp, "it has failed twice")
        let refused = SyncResult(end: .failed(.refused(.crossing)))
        machine.take(.served(by: Given.address(2), refused), of: SessionID(incoming: 5), &turn)
        prove(by: 1, to: &machine, &turn)
        #expect(machine.phase == .catchingUp, "a refusal is no failure of the peer's")
        let result = SyncResult(end: .failed(.timedOut))
        machine.take(.served(by: Given.address(2), result), of: SessionID(incoming: 4), &turn)
        prove(by: 1, to: &machine, &turn)
        #expect(machine.phase == .live)
    }

    @Test("A session with a trusted peer waits for none with others, however many these are")
    func noWaiting() {
        var turn = Given.turn()
        var machine = machine(peers: 5, &turn)
        // Before it is known whom to trust, the others have taken all places.
        for seconds in [1, 7, 14] {
            turn.now = Given.turn(afterMilliseconds: UInt64(seconds) * 1_000).now
            for slot in 0..<4 { machine.standings[slot]?.nextSync = 0 }
            machine.standings[4]?.nextSync = .max
            machine.tick(keeping: .everything, trusting: .none, &turn)
        }
        #expect(opened(&machine).count == 3)
        machine.standings[4]?.nextSync = 0
        machine.tick(keeping: .everything, trusting: .none, &turn)
        #expect(opened(&machine) == [])
        machine.tick(keeping: .everything, trusting: TrustedPeers(all: PeerSet(4)), &turn)
        #expect(opened(&machine) == [4])
    }

    @Test("A peer whose round trip is not measured ranks behind those whose is")
    func unmeasured() {
        var turn = Given.turn()
        var machine = machine(peers: 2, &turn)
        machine.answered(1, ProbeAnswer(roundTrip: Nanoseconds.seconds(2), sent: 1, received: 1))
        turn.now = Given.turn(afterMilliseconds: 60).now
        machine.tick(keeping: .everything, trusting: .none, &turn)
        #expect(opened(&machine) == [1])
    }

    @Test("A session that brings a message now and then does not keep others waiting")
    func drips() throws {
        var turn = Given.turn()
        var machine = machine(peers: 2, &turn)
        turn.now = Given.turn(afterMilliseconds: 60).now
        machine.tick(keeping: .everything, trusting: .none, &turn)
        guard case .openSync(let order, with: 0) = machine.actions.drain().last else {
            Issue.record("a session is opened")
            return
        }
        let messages = try Identity(number: 1).chain(4)
        for (second, message) in zip([1, 2, 3, 4] as [UInt64], messages) {
            turn.now = Given.turn(afterMilliseconds: second * 1_000).now
            let ingest = Ingest(message, via: .catchUp, from: order.peer, session: order.session)
            machine.ingested([(ingest, .stored(arrival: second))], at: turn.now.monotonic)
            machine.tick(keeping: .everything, trusting: .none, &turn)
            #expect(opened(&machine) == [], "it has just begun")
        }
        turn.now = Given.turn(afterMilliseconds: 5_060).now
        machine.tick(keeping: .everything, trusting: .none, &turn)
        #expect(opened(&machine) == [1])
    }
}
