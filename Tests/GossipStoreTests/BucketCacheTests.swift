import GossipWire
import Testing

@testable import GossipStore

@Suite("Bucket cache") struct BucketCacheTests {
    private func ids(_ count: Int) -> [MessageID] {
        (0..<UInt64(count)).map { MessageID($0, 0, 0, 0) }
    }

    @Test("keeps what fits and forgets what was unused for longest")
    func keepsWhatFitsAndForgetsWhatWasUnusedForLongest() {
        var cache = BucketCache(bytesMax: 32 * 100)
        for bucket in 0..<10 { cache.keep(ids(10), ofBucket: bucket) }
        #expect(cache.ids(ofBucket: 0)?.count == 10)
        cache.keep(ids(10), ofBucket: 10)
        #expect(cache.ids(ofBucket: 0)?.count == 10)
        #expect(cache.ids(ofBucket: 1) == nil)
        #expect(cache.ids(ofBucket: 10)?.count == 10)
        #expect((0...10).filter { cache.ids(ofBucket: $0) != nil }.count == 7)
    }

    @Test("A bucket too large for it is kept alone")
    func aBucketTooLargeForItIsKeptAlone() {
        var cache = BucketCache(bytesMax: 32 * 100)
        cache.keep(ids(10), ofBucket: 1)
        cache.keep(ids(500), ofBucket: 2)
        #expect(cache.ids(ofBucket: 1) == nil)
        #expect(cache.ids(ofBucket: 2)?.count == 500)
        cache.keep(ids(10), ofBucket: 3)
        #expect(cache.ids(ofBucket: 2) == nil)
        #expect(cache.ids(ofBucket: 3)?.count == 10)
    }

    @Test("A bucket kept again counts once")
    func aBucketKeptAgainCountsOnce() {
        var cache = BucketCache(bytesMax: 32 * 100)
        for _ in 0..<50 { cache.keep(ids(50), ofBucket: 4) }
        cache.keep(ids(50), ofBucket: 5)
        #expect(cache.ids(ofBucket: 4) != nil)
    }
}
