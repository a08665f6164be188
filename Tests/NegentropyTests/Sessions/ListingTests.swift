import Negentropy
import Testing

@Suite("An opening that lists ranges")
struct ListingTests {
    private let all = SortedItems.log(count: 500)

    private func bounds(_ range: Range<Int>) -> Range<Bound> {
        let upper = range.upperBound == all.count ? .infinity : Bound(all.items[range.upperBound])
        return Bound(all.items[range.lowerBound])..<upper
    }

    @Test(
        "finds the difference wherever it lies, in the ranges and between",
        arguments: [[0..<500], [100..<200], [0..<10, 10..<20, 490..<500], [7..<8, 300..<450]]
    )
    func difference(ranges: [Range<Int>]) throws {
        let server = SortedItems(all.items.enumerated().filter { $0.0 % 50 != 3 }.map(\.1))
        let client = SortedItems(all.items.enumerated().filter { $0.0 % 70 != 5 }.map(\.1))
        var asking = ReconciliationClient(storage: client, profile: .tuned)
        var answering = ReconciliationServer(storage: server, profile: .tuned)
        var have: [ItemID] = []
        var need: [ItemID] = []
        var frame: [UInt8]? = try asking.initiate(listing: ranges.map(bounds))
        while let question = frame {
            let answer = try answering.receive(question)
            frame = try asking.receive(answer, have: &have, need: &need)
        }
        let ours = Set(client.items.map(\.id))
        let theirs = Set(server.items.map(\.id))
        #expect(Set(have) == ours.subtracting(theirs))
        #expect(Set(need) == theirs.subtracting(ours))
        #expect(have.count + need.count == ours.symmetricDifference(theirs).count)
    }

    @Test("leaves to a fingerprint what does not fit the frame")
    func limited() throws {
        var asking = ReconciliationClient(storage: all, profile: .tuned, frameSizeLimit: 4_096)
        var answering = ReconciliationServer(storage: all, profile: .tuned)
        let question = try asking.initiate(listing: [bounds(0..<50), bounds(60..<460)])
        #expect(question.count < 4_096)
        var have: [ItemID] = []
        var need: [ItemID] = []
        let answer = try answering.receive(question)
        #expect(try asking.receive(answer, have: &have, need: &need) == nil)
        #expect(have.isEmpty && need.isEmpty)
    }
}
