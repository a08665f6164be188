import Foundation
import TestSupport
import Testing

@testable import GossipWire

@Suite("The window of counters")
struct ReplayWindowTests {
    private struct Recorded: Decodable {
        struct Step: Decodable {
            let value: String
            let accept: Bool
        }
        struct Range: Decodable {
            let from: UInt64
            let to: UInt64
            let accept: Bool
        }
        struct Bulk: Decodable {
            let name: String
            let steps: [Range]
        }

        let windowSize: UInt64
        let limit: String
        let sequence: [Step]
        let bulk: [Bulk]
    }

    private let recorded: Recorded

    init() throws {
        let data = try Data(contentsOf: Fixture.url("replay-window"))
        recorded = try JSONDecoder().decode(Recorded.self, from: data)
    }

    private func take(_ counter: UInt64, _ window: inout ReplayWindow) -> Bool {
        let isNew = window.isNew(counter)
        window.mark(counter)
        return isNew
    }

    @Test("Accepts and refuses as recorded, one counter after the other")
    func sequence() throws {
        var window = ReplayWindow(wordCount: 128)
        #expect(window.size == recorded.windowSize)
        #expect(UInt64(recorded.limit) == ReplayWindow.counterLimit)
        for step in recorded.sequence {
            let counter = try #require(UInt64(step.value))
            #expect(take(counter, &window) == step.accept, "\(counter)")
        }
    }

    @Test("Accepts and refuses as recorded, in bulk, up and down")
    func bulk() {
        for bulk in recorded.bulk {
            var window = ReplayWindow(wordCount: 128)
            for step in bulk.steps {
                let counters =
                    step.from <= step.to
                    ? Array(step.from...step.to) : (step.to...step.from).reversed()
                #expect(counters.allSatisfy { take($0, &window) == step.accept }, "\(bulk.name)")
            }
        }
    }

    @Test("Answers as a set of all counters would, for drawn counters", arguments: 1...4)
    func drawn(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var window = ReplayWindow()
        #expect(window.size == 4_032)
        var seen: Set<UInt64> = []
        var newest: UInt64 = 0
        for _ in 0..<20_000 {
            let near = newest > 5_000 ? newest - 5_000 : 0
            let counter = UInt64.random(in: near...(newest + 300), using: &random)
            let isExpected =
                !seen.contains(counter) && (counter > newest || newest - counter <= 4_032)
            #expect(take(counter, &window) == isExpected)
            if isExpected { seen.insert(counter) }
            if isExpected { newest = max(newest, counter) }
        }
    }

    @Test("A question changes nothing: a datagram that is not authentic may come again")
    func question() {
        var window = ReplayWindow()
        #expect(window.isNew(9) && window.isNew(9))
        window.mark(9)
        #expect(!window.isNew(9))
    }
}
