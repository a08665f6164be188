internal import DequeModule
internal import GossipWire

/// Messages whose time lies too far ahead to be taken live now.
extension Repair {
    /// Time between two looks at the wall clock, which may be set meanwhile.
    private static let lookMillisecondsMax: UInt64 = 60_000

    /// Notes a message that was refused for its time, to look for it then.
    mutating func postpone(_ id: MessageID, from slot: Int, _ turn: inout Turn) {
        turn.count(.futureMessage)
        guard up.contains(slot) else { return }
        postponed.add(id, from: slot, countMax: limits.postponedMax)
        planPostponed(at: turn.now)
    }

    /// Asks for the messages whose time has come, if the log has not got them by a session.
    mutating func requestPostponed(at now: Now) {
        guard now.monotonic >= postponedDeadline else { return }
        let due = postponed.removeDue(through: now.wall + limits.futureMillisecondsMax)
        for slot in due.keys.sorted() {
            guard let ids = due[slot] else { continue }
            actions.append(.findLacking(ids, from: slot))
        }
        planPostponed(at: now)
    }

    private mutating func planPostponed(at now: Now) {
        guard let first = postponed.firstTime else { return postponedDeadline = .max }
        let takenUntil = now.wall + limits.futureMillisecondsMax
        let wait = first > takenUntil ? first - takenUntil : 0
        postponedDeadline =
            now.monotonic + min(wait, Self.lookMillisecondsMax) * Nanoseconds.milliseconds(1)
    }
}
