/// How one peer answers requests, and how much is being read for it.
struct RepairPace: Sendable {
    /// The smoothed round trip in nanoseconds, 0 before the first.
    var roundTrip: UInt64 = 0
    /// Ids that the peer requested and that are being read from the log.
    var lookUps = 0
    /// Fetches in a row that brought nothing.
    private var idleFetches = 0
    /// Not before this moment is anything fetched from the peer.
    private(set) var nextFetch: UInt64 = 0

    /// Notes the end of a fetch: a peer that announces what it then lacks is asked ever more rarely.
    mutating func fetched(nothing isIdle: Bool, at now: UInt64, waitMax: UInt64) {
        idleFetches = isIdle ? idleFetches + 1 : 0
        guard isIdle else { return }
        let wait = Nanoseconds.seconds(1) << UInt64(min(idleFetches, 16))
        nextFetch = now + min(waitMax, wait)
    }
}
