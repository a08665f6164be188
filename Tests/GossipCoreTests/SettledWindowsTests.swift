import GossipWire
import Negentropy
import Testing

@testable import GossipCore

@Suite("Digests of the settled part") struct SettledWindowsTests {
    private let wall: UInt64 = 1_800_000_000_000
    private let day: UInt64 = 86_400_000

    private func windows(at wall: UInt64) -> SettledWindows {
        let log = LogSummary(
            incarnation: LogIncarnation(high: 1, low: 1),
            count: 0,
            sum: IDSum(),
            lastArrival: 0,
            recent: []
        )
        return SettledWindows(log, wall: wall)
    }

    private func id(at time: UInt64) -> MessageID { MessageID(time << 16, 1, 2, 3) }

    @Test("tells of what has settled, and not of what is on its way")
    func settled() {
        var windows = windows(at: wall)
        windows.add(id(at: wall + 1_000), arrival: 1)
        windows.add(id(at: wall + 60_000), arrival: 2)
        #expect(windows.settled(at: wall + 20_000, within: .everything).count == 2)
        #expect(windows.settled(at: wall + 4_000, within: .everything).count == 1)
    }

    @Test("After a start by a clock that was ahead, tells of what that clock has signed")
    func startWithClockAhead() {
        var windows = windows(at: wall + day)
        windows.add(id(at: wall + day + 5_000), arrival: 1)
        // Set back. A peer with a correct clock has kept its windows separate all the time.
        let told = windows.settled(at: wall, within: .everything)
        #expect(told.until <= wall + 8_192)
        #expect(told.count == 1)
        var peer = self.windows(at: wall)
        #expect(peer.settled(at: wall, within: .everything).count == 0)
        #expect(peer.digest(until: told.until, within: .everything)?.matches(told) == false)
        peer.add(id(at: wall + day + 5_000), arrival: 1)
        #expect(peer.digest(until: told.until, within: .everything)?.matches(told) == true)
    }

    @Test("After such a start, leaves out what is on its way by the right clock")
    func underWayAfterStart() {
        var windows = windows(at: wall + day)
        _ = windows.settled(at: wall, within: .everything)
        windows.add(id(at: wall + 30_000), arrival: 1)
        #expect(windows.settled(at: wall + 30_000, within: .everything).count == 0)
        #expect(windows.settled(at: wall + 40_000, within: .everything).count == 1)
    }
}
