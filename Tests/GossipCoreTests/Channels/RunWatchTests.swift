import GossipWire
import TestSupport
import Testing

@testable import GossipCore

/// A node makes its channel key at each start, so one of before that comes back is of a run that goes on.
@Suite("A node that runs twice") struct RunWatchTests {
    private let node = AuthorKey(1, 2, 3, 4)
    private let hour = RunWatch.reportInterval

    private func tell(_ keys: [UInt8], _ watch: inout RunWatch, from start: UInt64 = 0) -> [Bool] {
        keys.enumerated().map { number, key in
            watch.met(node, by: [key], at: start + UInt64(number))
        }
    }

    @Test("Restarts are none, however many, nor is a late packet of the run before")
    func restarts() {
        var watch = RunWatch()
        #expect(!tell([1, 1, 2, 3, 3, 4], &watch).contains(true))
        #expect(!tell([5, 4, 5, 6, 7], &watch).contains(true))
    }

    @Test("Two runs in turns are told, once an hour")
    func alternation() {
        var watch = RunWatch()
        #expect(tell([1, 2, 1, 2], &watch) == [false, false, false, false])
        #expect(tell([1, 2], &watch, from: 4) == [true, false])
        #expect(tell([1, 2], &watch, from: hour + 4) == [true, false])
    }

    @Test("No more nodes are watched than fit, the ones met last")
    func bound() {
        var watch = RunWatch()
        for number in 0...UInt64(RunWatch.nodesMax) {
            _ = watch.met(AuthorKey(0, 0, 0, number), by: [1], at: number)
        }
        #expect(watch.count == RunWatch.nodesMax)
    }

    @Test("A peer of two nodes with one key hears of it by their handshakes")
    func channels() {
        let net = ChannelNet()
        let peer = net.start(1)
        let identity = Identity(number: 2)
        for number in 0..<5 {
            // Both copies answer at one address in turns, as seen behind a translator.
            let copy = ChannelNet.configuration(of: identity, keptBy: UInt8(10 + number % 2))
            net.start(2, copy)
            net.send([UInt8(number)], from: net.nodes[2] ?? peer, to: peer.address)
            net.run(seconds: 1)
        }
        #expect(peer.contents == [[0], [1], [2], [3], [4]])
        let told = peer.events.filter { event in
            if case .runsTwice(_, let node) = event { node == identity.author } else { false }
        }
        #expect(told.count == 1)
    }
}
