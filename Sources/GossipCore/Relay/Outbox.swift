internal import GossipWire

/// The queue of one peer, and the pace at which it may go.
struct Outbox: Sendable {
    var pacer: Pacer
    var queue = OutgoingQueue()
    /// The number of queued announcements whose round has begun.
    private(set) var announcementsDue = 0

    init(_ limits: Limits, at now: UInt64) { pacer = Pacer(limits, at: now) }

    /// True when messages wait, or announcements whose round has begun.
    var hasWork: Bool { queue.hasMessages || announcementsDue > 0 }

    /// True when announcements wait whose round has not begun.
    var hasUndueAnnouncements: Bool { queue.announcementCount > announcementsDue }

    /// Makes all queued announcements part of a round.
    mutating func startAnnouncements() { announcementsDue = queue.announcementCount }

    /// Takes the next id of the round of announcements.
    mutating func nextAnnouncement() -> MessageID? {
        guard announcementsDue > 0 else { return nil }
        announcementsDue -= 1
        return queue.nextAnnouncement()
    }

    /// True when the number due is at most that queued, and an empty queue has no bytes.
    var isConsistent: Bool {
        announcementsDue <= queue.announcementCount && queue.bytes >= 0
            && (queue.hasMessages || queue.bytes == 0)
    }

    /// Drops the whole queue, and returns the numbers of messages and of ids in it.
    mutating func removeAll() -> (messages: Int, ids: Int) {
        defer {
            queue.removeAll()
            announcementsDue = 0
        }
        return (queue.messageCount, queue.announcementCount)
    }
}
