internal import GossipWire

/// The ids of the buckets that were read last, as many as fit in a number of bytes.
///
/// A session with differences all over the log comes to the same buckets round after round: to find a
/// bound, to sum a part, to list it. What is not kept is read again from the index.
struct BucketCache {
    /// Bytes of ids that are kept, at most: 8 MB, some 250 full buckets.
    ///
    /// Two logs of 500,000 with 3,000 differences all over them, in frames of 16 KiB: 5,107 reads and
    /// 555 ms of processor time with half a megabyte, 2,504 and 358 ms with 8 MB, 975 and 233 ms with
    /// all 16 MB of the ids. A session is short, but there may be a few at a time.
    static let bytesMax = 8 << 20

    private struct Entry {
        var ids: [MessageID]
        /// When it was used last.
        var age: UInt64
    }

    private var entries: [Int: Entry] = [:]
    private var bytes = 0
    private var clock: UInt64 = 0
    private let bytesMax: Int

    init(bytesMax: Int = Self.bytesMax) {
        self.bytesMax = bytesMax
    }

    /// The ids of a bucket, if they are here; it becomes the last one to go.
    mutating func ids(ofBucket bucket: Int) -> [MessageID]? {
        clock += 1
        entries[bucket]?.age = clock
        return entries[bucket]?.ids
    }

    /// Keeps the ids of a bucket; what was unused for longest makes room.
    mutating func keep(_ ids: [MessageID], ofBucket bucket: Int) {
        clock += 1
        forget(bucket)
        entries[bucket] = Entry(ids: ids, age: clock)
        bytes += Self.size(ids)
        guard bytes > bytesMax else { return }
        // A quarter at once, so that the search for the oldest is rare.
        for (oldest, _) in entries.sorted(by: { $0.value.age < $1.value.age }) {
            guard bytes > bytesMax / 4 * 3, oldest != bucket else { return }
            forget(oldest)
        }
    }

    private mutating func forget(_ bucket: Int) {
        guard let entry = entries.removeValue(forKey: bucket) else { return }
        bytes -= Self.size(entry.ids)
    }

    private static func size(_ ids: [MessageID]) -> Int {
        ids.count * MemoryLayout<MessageID>.stride
    }
}
