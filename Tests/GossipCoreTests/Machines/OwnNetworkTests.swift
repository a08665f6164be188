@testable import GossipCore
import GossipWire
import Testing

@Suite("The own network") struct OwnNetworkTests {
    private let peer = Given.address(1)

    /// A machine whose greetings to one peer have stayed without an answer for so long.
    private func afterSilence(
        milliseconds: UInt64,
        isConfigured: Bool = true,
        isSent: Bool = true
    ) -> Membership {
        var turn = Given.turn()
        var machine = Membership(Given.configuration(), at: turn.now.monotonic)
        machine.add(peer, isConfigured: isConfigured, &turn)
        for millisecond in stride(from: 0, through: milliseconds, by: 50) {
            turn.now = Given.turn(afterMilliseconds: millisecond).now
            machine.tick(&turn)
            let hasGreeted = machine.actions.drain().contains(where: Self.isHello)
            if hasGreeted, !isSent { machine.unsent(to: [peer], at: turn.now.monotonic) }
        }
        return machine
    }

    private static func isHello(_ action: Membership.Action) -> Bool {
        if case .send(.hello, _, _) = action { true } else { false }
    }

    private static func isProbe(_ action: Membership.Action) -> Bool {
        if case .sendProbe = action { true } else { false }
    }

    @Test("A change makes every greeting due, with waits from the beginning")
    func changeWithSilentPeer() throws {
        var machine = afterSilence(milliseconds: 60_000)
        var turn = Given.turn(afterMilliseconds: 60_001)
        machine.tick(&turn)
        #expect(!machine.actions.drain().contains(where: Self.isHello), "it waits for long")
        machine.networkChanged(at: turn.now.monotonic)
        machine.tick(&turn)
        #expect(machine.actions.drain().contains(where: Self.isHello))
        let link = try #require(machine.links[0])
        #expect(link.nextContact - turn.now.monotonic < 2 * machine.limits.redialFirst)
    }

    @Test("A change makes the probe of a peer that answers due")
    func changeWithPeerUp() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        machine.entered(.live, &turn)
        _ = machine.actions.drain()
        machine.tick(&turn)
        #expect(!machine.actions.drain().contains(where: Self.isProbe), "it was probed just now")
        machine.networkChanged(at: turn.now.monotonic)
        machine.tick(&turn)
        #expect(machine.actions.drain().contains(where: Self.isProbe))
    }

    @Test(
        "A peer that cannot be sent to is greeted again within two seconds, however long it takes"
    )
    func unsentGreeting() throws {
        let machine = afterSilence(milliseconds: 60_000, isSent: false)
        let now = Given.turn(afterMilliseconds: 60_000).now.monotonic
        let link = try #require(machine.links[0])
        #expect(link.nextContact <= now + Nanoseconds.seconds(2))
    }

    @Test("No outage is long enough to forget a peer")
    func unsentForLong() throws {
        let deaf = afterSilence(milliseconds: 300_000, isConfigured: false)
        #expect(deaf.linkCount == 0, "a peer that does not answer is forgotten")
        let cutOff = afterSilence(milliseconds: 300_000, isConfigured: false, isSent: false)
        #expect(cutOff.linkCount == 1)
        #expect(try #require(cutOff.links[0]).status == .down)
    }

    @Test("A gossiped address that cannot be sent to is forgotten while another peer answers")
    func unsentWithPeerUp() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        let other = Given.address(2)
        machine.add(other, isConfigured: false, &turn)
        for second in 1...60 {
            turn.now = Given.turn(afterMilliseconds: UInt64(second) * 1_000).now
            machine.heard(0, &turn)
            machine.tick(&turn)
            if machine.actions.drain().contains(where: Self.isHello) {
                machine.unsent(to: [other], at: turn.now.monotonic)
            }
        }
        #expect(machine.slot(of: other) == nil)
    }

    @Test("A peer on one link is not told to others: the interface has a name here alone")
    func linkLocalPeerIsNotTold() throws {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        let local = try #require(PeerAddress("[fe80::1%eth0]:5000"))
        for (slot, address) in [(1, local), (2, Given.address(3))] {
            machine.add(address, isConfigured: true, &turn)
            machine.probe(Given.probe(of: slot + 1, settled: Given.settled), from: slot, &turn)
        }
        _ = machine.actions.drain()
        machine.sendPeers(to: 0)
        let told = machine.actions.drain().compactMap { action -> [PeerAddress]? in
            if case .send(.peers(let list), _, _) = action { list.addresses } else { nil }
        }
        #expect(told == [[Given.address(3)]])
    }
}
