import TestSupport
import Testing

@testable import Negentropy

@Suite("Encoding of frames")
struct FrameWriterTests {
    @Test("What the writer writes, the reader reads", arguments: 0..<50)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var writer = FrameWriter()
        writer.begin()
        let bounds = (0..<20).map { _ in
            Bound(
                timestamp: random.next() >> UInt64(random.below(64)),
                id: random.id(),
                prefixLength: random.below(33)
            )
        }
        let ids = (0..<3).map { _ in random.id() }
        let fingerprint = IDSum(random.id()).fingerprint(count: 1)
        let ranges = bounds.sorted() + [.infinity]
        for (number, bound) in ranges.enumerated() {
            switch number % 3 {
            case 0: writer.skip(to: bound)
            case 1: writer.fingerprint(fingerprint, upTo: bound)
            default:
                writer.idList(count: ids.count, upTo: bound)
                for id in ids { writer.append(id) }
            }
        }
        var reader = FrameReader(writer.finish())
        #expect(try reader.open() == protocolVersion)
        for (number, bound) in ranges.enumerated() {
            let next = reader.nextOfOpen()
            let range = try #require(next)
            #expect(range.upperBound == bound)
            #expect(range.upperBound.prefixLength == bound.prefixLength)
            switch range.payload {
            case .skip: #expect(number % 3 == 0)
            case .fingerprint(let read): #expect(number % 3 == 1 && read == fingerprint)
            case .idList(let list):
                var read: [ItemID] = []
                reader.append(list, to: &read)
                #expect(number % 3 == 2 && read == ids)
            }
        }
        #expect(reader.nextOfOpen() == nil)
    }
}
