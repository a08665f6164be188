internal import GossipWire
internal import Negentropy

/// Running digests of the log up to bounds in the recent past, in memory only.
///
/// A digest is the count and sum of the whole log less those of the recent windows, so that the
/// comparison with a peer each second reads nothing from the log. Windows are 4,096 ms long.
struct SettledWindows {
    /// The binary logarithm of a window's length in milliseconds.
    static let windowBits: UInt64 = 12
    /// The age at which a message counts as settled, in milliseconds: before it may be on its way.
    static let settleMilliseconds: UInt64 = 4_000
    /// Windows after the bound that are left out: 33 s.
    ///
    /// A message beyond them came from a clock that runs ahead and may be refused live, so its
    /// absence must show as a difference.
    private static let unsettledWindows: UInt64 = 8
    /// Windows that stay separate before the last bound, for peers that ask with an older one.
    private static let askedWindows: UInt64 = 256
    /// The bound on separate windows.
    private static let windowsMax = 4_096

    private struct Window {
        var number: UInt64
        var count = 0
        var sum = IDSum()
        var arrivalMin: UInt64
    }

    private var count: Int
    private var sum: IDSum
    private var lastArrival: UInt64
    /// The separate windows, in ascending order of their numbers.
    private var windows: [Window] = []
    /// The first window that may be separate; older messages are in the totals alone.
    private var floor: UInt64
    /// The window of the last bound that was told.
    private var lastBound: UInt64 = 0

    init(_ log: LogSummary, wall: UInt64) {
        count = 0
        sum = IDSum()
        lastArrival = log.lastArrival
        floor = wall >> Self.windowBits
        // Messages of before the start; their arrival numbers matter only for a short time.
        let recent = log.recent.filter { $0.time >> Self.windowBits >= floor }
        for id in recent { add(id, arrival: 0) }
        lastArrival = log.lastArrival
        count = log.count
        sum = log.sum
    }

    /// Adds a message that was stored.
    mutating func add(_ id: MessageID, arrival: UInt64) {
        let item = ItemID(id)
        count += 1
        sum.add(item)
        lastArrival = max(lastArrival, arrival)
        let number = id.time >> Self.windowBits
        guard number >= floor else { return }
        let index = windows.lastIndex { $0.number <= number }
        if let index, windows[index].number == number {
            windows[index].count += 1
            windows[index].sum.add(item)
            windows[index].arrivalMin = min(windows[index].arrivalMin, arrival)
        } else {
            var window = Window(number: number, arrivalMin: arrival)
            window.count = 1
            window.sum.add(item)
            windows.insert(window, at: index.map { $0 + 1 } ?? 0)
            forgetWindows()
        }
    }

    /// Subtracts messages that were pruned.
    mutating func remove(_ ids: [MessageID]) {
        for id in ids {
            let item = ItemID(id)
            count -= 1
            sum.subtract(item)
            let number = id.time >> Self.windowBits
            guard let index = windows.lastIndex(where: { $0.number == number }) else { continue }
            windows[index].count -= 1
            windows[index].sum.subtract(item)
        }
    }

    /// Merges the windows that peers no longer ask about with everything older.
    ///
    /// If there are still too many, the one farthest in the future goes: its messages then count as
    /// settled.
    private mutating func forgetWindows() {
        guard windows.count > Self.windowsMax / 2 else { return }
        let newest = lastBound
        let old = windows.prefix { $0.number + Self.askedWindows < newest }
        if let last = old.last {
            floor = max(floor, last.number + 1)
            windows.removeFirst(old.count)
        }
        if windows.count > Self.windowsMax { windows.removeLast() }
    }

    /// The number of separate windows now.
    var windowCount: Int { windows.count }

    var digest: LogDigest { LogDigest(count: count, sum: sum) }

    /// The digest up to the last bound that is settled at `wall`.
    mutating func settled(at wall: UInt64, within scope: Scope) -> SettledDigest {
        let until = wall < Self.settleMilliseconds ? 0 : wall - Self.settleMilliseconds
        let next = wall >> Self.windowBits + 1
        // A clock that was ahead has been set back. A floor in the future would hide every new
        // window until the clock reaches it, so windows are separate again from now on.
        if floor > next { floor = next }
        lastBound = max(until >> Self.windowBits, floor)
        return digest(untilWindow: lastBound, within: scope)
    }

    /// The digest up to a peer's bound, `nil` when that is unaligned or below the floor.
    func digest(until: UInt64, within scope: Scope) -> SettledDigest? {
        let number = until >> Self.windowBits
        guard number << Self.windowBits == until, number >= floor else { return nil }
        return digest(untilWindow: number, within: scope)
    }

    private func digest(untilWindow number: UInt64, within scope: Scope) -> SettledDigest {
        var count = count
        var sum = sum
        var arrival = lastArrival
        for window in windows.reversed() {
            guard window.number >= number else { break }
            if window.number - number >= Self.unsettledWindows { continue }
            count -= window.count
            sum -= window.sum
            arrival = min(arrival, window.arrivalMin == 0 ? 0 : window.arrivalMin - 1)
        }
        return SettledDigest(
            until: number << Self.windowBits,
            count: count,
            fingerprint: sum.fingerprint(count: count),
            arrival: arrival,
            scope: scope.digest
        )
    }
}
