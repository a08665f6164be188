import TestSupport
import Testing

@testable import Negentropy

/// A whole missing tail is found where the reference loses it.
///
/// Under a frame size limit the reference drops an answer that does not fit, and ends the frame with a
/// fingerprint of what follows the dropped range. The peer compares it with what it has from the last
/// bound of the frame on. A peer that has nothing there finds it equal, and misses the range.
@Suite("A missing tail under a frame size limit")
struct LostTailTests {
    /// A client with 12 stretches of which the server has one item more each, and nothing after; the
    /// answers about the stretches just fit 4,096 bytes, so the one about the tail does not.
    let stretches = 12
    let stretchCount = 400
    let tailCount = 500
    let server: SortedItems
    let client: SortedItems

    init() {
        var random = SeededGenerator(seed: 3)
        let count = stretches * stretchCount + tailCount
        let items = (0..<count).map { Item(timestamp: UInt64($0) * 100, id: random.id()) }
        let shared = items[..<(stretches * stretchCount)]
        server = SortedItems(items)
        let stretchCount = stretchCount
        client = SortedItems(
            shared.indices.filter { $0 % stretchCount != 200 }.map { shared[$0] }
        )
    }

    @Test("is found", arguments: [ReconciliationProfile.reference, .tuned])
    func isFound(profile: ReconciliationProfile) throws {
        var responder = ReconciliationServer(
            storage: server,
            profile: profile,
            frameSizeLimit: 4_096
        )
        var initiator = ReconciliationClient(storage: client, profile: profile)
        _ = try initiator.initiate()
        var question: [UInt8]? = opening()
        var have: [ItemID] = []
        var need: [ItemID] = []
        var answers: [[UInt8]] = []
        while let asked = question {
            let answer = try responder.receive(asked)
            answers.append(answer)
            question = try initiator.receive(answer, have: &have, need: &need)
        }
        let known = Set(client.items)
        #expect(have.isEmpty)
        #expect(need.sorted() == server.items.filter { !known.contains($0) }.map(\.id).sorted())
        // The scene is the one described: the first answer is closed before the tail, and the
        // reference would have closed it with the fingerprint of nothing.
        let closing = try #require(try lastRange(of: answers[0]))
        #expect(closing.upperBound.isInfinity)
        guard case .fingerprint(let fingerprint) = closing.payload else {
            Issue.record("the first answer does not end with a fingerprint")
            return
        }
        #expect(fingerprint != .empty)
    }

    /// One fingerprint for each stretch and one, of nothing, from there on.
    private func opening() -> [UInt8] {
        var frame = FrameWriter()
        frame.begin()
        for stretch in 1...stretches {
            let upper = Bound(timestamp: UInt64(stretch * stretchCount) * 100)
            let lower = Bound(timestamp: UInt64((stretch - 1) * stretchCount) * 100)
            let all = 0..<client.count
            let range = client.lowerBound(lower, in: all)..<client.lowerBound(upper, in: all)
            frame.fingerprint(client.fingerprint(of: range), upTo: upper)
        }
        frame.fingerprint(.empty, upTo: .infinity)
        return frame.finish()
    }

    private func lastRange(of frame: [UInt8]) throws -> FrameRange? {
        var reader = FrameReader(frame)
        _ = try reader.version()
        var last: FrameRange?
        while let range = try reader.nextRange() { last = range }
        return last
    }
}
