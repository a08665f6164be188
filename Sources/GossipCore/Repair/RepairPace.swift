/// The pace of one peer: its round trip, its look-ups, and its fruitless fetches.
struct RepairPace: Sendable {
    /// The smoothed round trip in nanoseconds, 0 before the first.
    var roundTrip: UInt64 = 0
    /// The requested ids of the peer that are being read from the log.
    var lookUps = 0
    /// The number of fetches in a row that brought nothing.
    private var idleFetches = 0
    /// The earliest time of the next fetch from the peer.
    private(set) var nextFetch: UInt64 = 0

    /// Notes the end of a fetch.
    ///
    /// A peer that announces messages and then lacks them is asked ever more rarely.
    mutating func fetched(nothing isIdle: Bool, at now: UInt64, waitMax: UInt64) {
        idleFetches = isIdle ? idleFetches + 1 : 0
        guard isIdle else { return }
        let wait = Nanoseconds.seconds(1) << UInt64(min(idleFetches, 16))
        nextFetch = now + min(waitMax, wait)
    }
}
