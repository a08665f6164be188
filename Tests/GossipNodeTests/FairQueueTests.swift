@testable import GossipNode
import Testing

@Suite("A queue in which sources take turns") struct FairQueueTests {
    @Test("One that brings little waits for a quantum of the others, and each keeps its order")
    func turns() {
        var queue = FairQueue<String, Int>(quantum: 10)
        for number in 0..<6 { queue.append(number, costing: 5, from: "much") }
        queue.append(100, costing: 5, from: "little")
        queue.append(101, costing: 5, from: "little")
        var order: [Int] = []
        while let element = queue.popFirst() { order.append(element) }
        #expect(order == [0, 1, 100, 101, 2, 3, 4, 5])
        #expect(queue.isEmpty)
        #expect(queue.cost == 0)
    }

    @Test("Sources share by bytes: one with large elements gets as much as one with small ones")
    func bytes() {
        var queue = FairQueue<String, String>(quantum: 10)
        for _ in 0..<4 { queue.append("large", costing: 100, from: "a") }
        for _ in 0..<40 { queue.append("small", costing: 10, from: "b") }
        var small = 0
        var large = 0
        while large < 3, let element = queue.popFirst() {
            if element == "small" { small += 1 } else { large += 1 }
        }
        #expect((28...32).contains(small))
    }
}
