import GossipCore
import GossipNode
import GossipText
import GossipWire
import Testing

@testable import gossip_node

@Suite("The bar of a catch-up")
struct ProgressBarTests {
    private func progress(
        _ received: Int,
        of needed: Int,
        sent: Int = 0,
        peer: String = "127.0.0.1:6001",
        done: Bool = false
    ) throws -> CatchUpProgress {
        CatchUpProgress(
            peer: try #require(PeerAddress(peer)),
            needed: needed,
            received: received,
            sent: sent,
            done: done
        )
    }

    @Test(
        "tells count, rate and time left, and on a narrow terminal what counts most of it",
        arguments: [
            (
                120,
                "catching up ██████████░░░░░░░░░░░░░░ 43 %, 129,000 of 300,000, 21,300/s, 9 s left, from 127.0.0.1:6001"
            ),
            (
                100,
                "catching up █████░░░░░░░ 43 %, 129,000 of 300,000, 21,300/s, 9 s left, from 127.0.0.1:6001"
            ),
            (60, "█████░░░░░░░ 43 %, 129,000 of 300,000, 21,300/s, 9 s left"),
            (40, "43 %, 129,000 of 300,000, 9 s left"), (20, "43 %, 9 s left"), (6, "43 %"),
            (3, "4…"),
        ]
    )
    func widths(columns: Int, text: String) throws {
        let bar = ProgressBar(
            pace: CatchUpPace(try progress(129_000, of: 300_000), perSecond: 21_300)
        )
        #expect(bar.text(columns: columns) == text)
    }

    @Test("is shorter than the terminal, or it could not be erased", arguments: 0..<130)
    func shorter(columns: Int) throws {
        let paces = [
            CatchUpPace(
                try progress(500_000, of: 1_000_000, peer: "[2001:db8::1]:5010"),
                perSecond: 123_456
            ),
            CatchUpPace(try progress(0, of: 0, sent: 123_456), perSecond: nil),
        ]
        for pace in paces {
            let bar = ProgressBar(pace: pace)
            #expect(DisplayWidth.of(bar.text(columns: columns)) <= max(0, columns - 1))
        }
    }

    @Test(
        "tells the count alone where nobody knows the whole, and no time for a whole that is made up"
    )
    func unknown() throws {
        func text(_ progress: CatchUpProgress) -> String {
            ProgressBar(pace: CatchUpPace(progress, perSecond: 500)).text(columns: 100)
        }
        #expect(
            text(try progress(7_000, of: 7_000))
                == "catching up: 7,000 received, 500/s, with 127.0.0.1:6001"
        )
        #expect(
            text(try progress(0, of: 0, sent: 9))
                == "catching up: 9 sent, 500/s, with 127.0.0.1:6001"
        )
        #expect(!text(try progress(1, of: .max)).contains("left"))
    }

    @Test("takes its rate from the last seconds, and goes with the catch-up")
    func rate() throws {
        var meter = CatchUpMeter()
        meter.note(.catchUp(try progress(0, of: 10_000)), at: 1_000)
        #expect(meter.paces.first?.perSecond == nil)
        meter.note(.catchUp(try progress(2_000, of: 10_000)), at: 2_000)
        #expect(meter.paces.first?.perSecond == 2_000)
        meter.note(.catchUp(try progress(3_000, of: 10_000)), at: 7_000)
        #expect(meter.paces.first?.perSecond == 200)
        // The next session counts from nothing again.
        meter.note(.catchUp(try progress(10, of: 7_000)), at: 8_000)
        #expect(meter.paces.first?.perSecond == nil)
        #expect(meter.isRunning)
        meter.note(.catchUp(try progress(7_000, of: 7_000, done: true)), at: 9_000)
        #expect(meter.paces.isEmpty && !meter.isRunning)
    }

    @Test(
        "goes when its peer does, or says nothing for long; a catch-up that fails has no last event"
    )
    func silence() throws {
        var meter = CatchUpMeter()
        meter.note(.catchUp(try progress(1, of: 9)), at: 1_000)
        meter.passTime(to: 10_000)
        #expect(meter.isRunning)
        meter.passTime(to: 11_000)
        #expect(!meter.isRunning)
    }

    @Test("does not stay for an hour when the clock is set back by one")
    func clock() throws {
        var meter = CatchUpMeter()
        meter.note(.catchUp(try progress(1, of: 9_000)), at: 3_600_000)
        meter.passTime(to: 1_000)
        #expect(meter.isRunning && meter.paces.first?.perSecond == nil)
        meter.note(.catchUp(try progress(1_001, of: 9_000)), at: 2_000)
        #expect(meter.paces.first?.perSecond == 1_000)
        meter.note(.catchUp(try progress(1_501, of: 9_000)), at: 500)
        #expect(meter.paces.first?.perSecond == nil)
        meter.passTime(to: 10_500)
        #expect(!meter.isRunning)
    }

    @Test("is of the catch-up that needs most")
    func several() throws {
        var meter = CatchUpMeter()
        meter.note(.catchUp(try progress(1, of: 10)), at: 0)
        meter.note(.catchUp(try progress(1, of: 500, peer: "127.0.0.1:6002")), at: 0)
        #expect(meter.paces.first?.progress.needed == 500)
    }
}
