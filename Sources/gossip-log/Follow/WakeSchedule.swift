/// The times at which to look into the log again after nothing new was found.
///
/// A change of the write-ahead log is seen before the commit is readable: the pages are written,
/// then synced to disk, and only then published in shared memory, which wakes nobody. So each
/// change is followed by looks at growing intervals, until the sync must be over. They go on even
/// when something was found, because the change may have been of two commits. A look costs some
/// microseconds.
struct WakeSchedule {
    /// With a watch the slow look is only for what a watch cannot see (a network file system).
    private let idleMilliseconds: Int
    private var recheck = 0

    /// 2, 4, 8, 16 and then 32 ms, together 1.5 s, longer than a sync takes.
    private static let rechecksMax = 50

    init(isWatching: Bool) {
        idleMilliseconds = isWatching ? 1000 : 250
    }

    /// The log's files have changed.
    mutating func changed() {
        recheck = 0
    }

    /// The time to wait before the next look.
    mutating func nextMilliseconds() -> Int {
        guard recheck < Self.rechecksMax else { return idleMilliseconds }
        recheck += 1
        return min(32, 1 << recheck)
    }
}
