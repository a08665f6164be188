internal import GossipWire

/// What waits to be sent to one peer, and how fast it may go.
struct Outbox: Sendable {
    var pacer: Pacer
    var queue = OutgoingQueue()
    /// How many of the queued announcements belong to a round that has come.
    private(set) var announcementsDue = 0

    init(_ limits: Limits, at now: UInt64) { pacer = Pacer(limits, at: now) }

    /// True when messages wait, or announcements whose round has come.
    var hasWork: Bool { queue.hasMessages || announcementsDue > 0 }

    /// True when announcements wait whose round has not come.
    var hasUndueAnnouncements: Bool { queue.announcementCount > announcementsDue }

    /// Makes all queued announcements part of a round.
    mutating func startAnnouncements() { announcementsDue = queue.announcementCount }

    /// Takes the next id of the round of announcements.
    mutating func nextAnnouncement() -> MessageID? {
        guard announcementsDue > 0 else { return nil }
        announcementsDue -= 1
        return queue.nextAnnouncement()
    }

    /// True when no more is due than waits, and nothing takes no bytes.
    var isConsistent: Bool {
        announcementsDue <= queue.announcementCount && queue.bytes >= 0
            && (queue.hasMessages || queue.bytes == 0)
    }

    /// Drops everything that waits, and tells how many messages and ids that were.
    mutating func removeAll() -> Int {
        defer {
            queue.removeAll()
            announcementsDue = 0
        }
        return queue.count
    }
}
