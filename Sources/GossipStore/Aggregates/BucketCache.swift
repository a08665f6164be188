internal import GossipWire

/// The ids of the buckets that were read last.
struct BucketCache {
    /// A session narrows down a few places at a time; 16 buckets are half a megabyte.
    static let bucketsMax = 16

    private var entries: [(bucket: Int, ids: [MessageID])] = []

    /// The ids of a bucket, if they are here; it becomes the last one to go.
    mutating func ids(ofBucket bucket: Int) -> [MessageID]? {
        guard let place = entries.lastIndex(where: { $0.bucket == bucket }) else { return nil }
        let entry = entries.remove(at: place)
        entries.append(entry)
        return entry.ids
    }

    /// Keeps the ids of a bucket, in the place of the one unused for longest.
    mutating func keep(_ ids: [MessageID], ofBucket bucket: Int) {
        if entries.count >= Self.bucketsMax { entries.removeFirst() }
        entries.append((bucket, ids))
    }
}
