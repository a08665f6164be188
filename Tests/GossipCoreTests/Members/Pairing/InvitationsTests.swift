import GossipWire
import TestSupport
import Testing

@testable import GossipCore

@Suite("The invitations of a node") struct InvitationsTests {
    private let world = PairingWorld()

    @Test("A code for one lets in one node, and every other reads that it is used")
    func oneUse() throws {
        let code = try world.invite()
        #expect(try world.pair(code, as: 20).inviter.joined != nil)
        let other = try world.pair(code, as: 21)
        #expect(other.joiner.refusal == .used && other.inviter.events == [.refused(.used)])
        #expect(world.roster.passes.map(\.node) == [Identity(number: 20).author])
    }

    @Test("The same node may repeat for ten minutes, which repeating does not prolong")
    func again() throws {
        let code = try world.invite()
        let first = try world.pair(code, as: 20).inviter.joined
        world.wait(Invitation.repeatPeriod - 1)
        // It has its pass already.
        #expect(try world.pair(code, as: 20).inviter.joined == first)
        world.wait(1)
        #expect(try world.pair(code, as: 20).joiner.refusal == .used)
    }

    @Test("An answer that is not confirmed uses nothing up, and keeps its place for its node alone")
    func unconfirmed() throws {
        let code = try world.invite()
        let (joiner, inviter) = (try world.join(code, as: 20), try Inviting())
        world.carry(joiner, inviter, confirming: false)
        #expect(joiner.offer != nil && inviter.joined == nil)
        #expect(world.roster.passes.isEmpty)
        #expect(world.invitations.openCount(at: world.now) == 1)
        #expect(try world.pair(code, as: 21).joiner.refusal == .used)
        world.wait(Invitations.lifetimeDefault - 1)
        #expect(try world.pair(code, as: 20).inviter.joined != nil)
        #expect(try world.pair(code, as: 21).joiner.refusal == .used)
    }

    @Test("After its hour a code is expired, except for the node that is at it")
    func expired() throws {
        let code = try world.invite()
        world.wait(Invitations.lifetimeDefault - 1)
        let (joiner, inviter) = (try world.join(code, as: 20), try Inviting())
        world.carry(joiner, inviter, confirming: false)
        world.wait(Invitation.repeatPeriod - 1)
        #expect(try world.pair(try world.invite(9), as: 21).inviter.joined != nil)
        #expect(try world.pair(code, as: 20).inviter.joined != nil)
        let other = try world.invite(8)
        world.wait(Invitations.lifetimeDefault)
        #expect(try world.pair(other, as: 21).joiner.refusal == .expired)
        // A promise ends as well.
        let third = try world.invite(10)
        world.carry(try world.join(third, as: 22), try Inviting(), confirming: false)
        world.wait(Invitations.lifetimeDefault)
        #expect(try world.pair(third, as: 22).joiner.refusal == .expired)
    }

    @Test("A code for three lets in three, of whom one may come twice")
    func severalUses() throws {
        let code = try world.invite(uses: 3)
        for number in [20, 21, 20, 22] as [UInt8] {
            #expect(try world.pair(code, as: number).inviter.joined != nil)
        }
        #expect(try world.pair(code, as: 23).joiner.refusal == .used)
        #expect(world.roster.passes.count == 3)
    }

    @Test("Of two nodes that ask at once for the last use, one gets it")
    func race() throws {
        let code = try world.invite()
        let sides = try ([20, 21] as [UInt8]).map { number -> (Joining, Inviting) in
            let side = (try world.join(code, as: number), try Inviting())
            side.1.hesitates = true
            world.carry(side.0, side.1)
            return side
        }
        for (joiner, inviter) in sides.reversed() {
            inviter.answer(in: world)
            world.carry(joiner, inviter)
        }
        #expect(sides[1].1.joined != nil)
        #expect(sides[0].1.events.last == .refused(.used) && sides[0].0.refusal == .used)
    }

    @Test("A code that is over is known for a day, and then a stranger's")
    func memory() throws {
        let code = try world.invite()
        world.wait(Invitations.lifetimeDefault + Invitations.memory - 1)
        #expect(try world.pair(code, as: 20).joiner.refusal == .expired)
        world.wait(1)
        let (joiner, inviter) = try world.pair(code, as: 20)
        #expect(inviter.failure == .unknownCode && !joiner.hasMet)
    }

    @Test("With 64 invitations the one goes that was over first, and none while all are open")
    func countMax() throws {
        let early = try world.invite(1, lifetime: 1_000)
        let late = try world.invite(2, lifetime: 2_000)
        for number in 3...64 { _ = try world.invite(UInt8(number)) }
        #expect(throws: InvitationError.tooMany) { _ = try world.invite(65) }
        world.wait(2_000)
        _ = try world.invite(65)
        #expect(world.invitations.openCount(at: world.now) == 63)
        #expect(try world.pair(early, as: 20).inviter.failure == .unknownCode)
        #expect(try world.pair(late, as: 20).joiner.refusal == .expired)
    }

    @Test("Uses and times have their limits")
    func limits() throws {
        for uses in [0, Invitations.usesMax + 1] {
            #expect(throws: InvitationError.uses(uses)) { _ = try world.invite(uses: uses) }
        }
        for lifetime in [0, Invitations.lifetimeMax + 1] {
            #expect(throws: InvitationError.lifetime(lifetime)) {
                _ = try world.invite(lifetime: lifetime)
            }
        }
        #expect(world.invitations.openCount(at: world.now) == 0)
    }

    @Test("Strangers have 2,000 secrets tried a second")
    func rate() throws {
        for number in 1...64 { _ = try world.invite(UInt8(number)) }
        let stranger = try world.join(try PairingWorld.code(99), as: 20).takeOutput()
        var failures: [PairingError?] = []
        for _ in 0..<40 {
            let inviter = try Inviting()
            inviter.receive(stranger, in: world)
            failures.append(inviter.failure)
        }
        // The last attempt may go beyond: 32 × 64 = 2,048.
        #expect(failures.count { $0 == .unknownCode } == 32)
        #expect(failures.last == .busy)
        world.wait(100)
        #expect(try world.pair(try PairingWorld.code(1), as: 20).inviter.joined != nil)
    }
}
