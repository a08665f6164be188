/// The room of guests in a log, and their use of it.
struct GuestBudget: Equatable, Sendable {
    /// So many bytes and messages.
    struct Room: Equatable, Sendable {
        var bytes = 0
        var messages = 0
    }

    var limits = GuestLimits()
    /// The room that is used.
    private(set) var used = Room()

    /// True while so much more has room.
    func hasRoom(for more: Room) -> Bool {
        used.bytes + more.bytes <= limits.bytesMax
            && used.messages + more.messages <= limits.messagesMax
    }

    /// True when so much room has come back that it is worth to open again: a tenth.
    ///
    /// A log that opens for each message would agree on another scope with its peers each time.
    func isWorthOpening(after freed: Room) -> Bool {
        used.bytes - freed.bytes <= limits.bytesMax - limits.bytesMax / 10
            && used.messages - freed.messages <= limits.messagesMax - limits.messagesMax / 10
    }

    mutating func take(_ room: Room) {
        used.bytes += room.bytes
        used.messages += room.messages
    }

    mutating func free(_ room: Room) {
        used.bytes -= room.bytes
        used.messages -= room.messages
    }
}

/// The messages that a log has taken in of one guest, by their bytes.
struct GuestUse: Hashable, Sendable {
    /// Milliseconds of a day.
    private static let dayMilliseconds: UInt64 = 86_400_000

    /// The bytes of its messages that are here.
    var bytes = 0
    /// The day of the last of them, in days since 1970.
    var day: UInt64 = 0
    /// The bytes of those that came on that day.
    var dayBytes = 0

    /// The day of a time in milliseconds since 1970.
    static func day(of milliseconds: UInt64) -> UInt64 { milliseconds / dayMilliseconds }

    /// The milliseconds from a time to the next day.
    static func untilNextDay(from milliseconds: UInt64) -> UInt64 {
        dayMilliseconds - milliseconds % dayMilliseconds
    }

    /// Goes on to a day; a clock that was set back goes on with the later one.
    mutating func begin(_ today: UInt64) {
        guard today > day else { return }
        (day, dayBytes) = (today, 0)
    }

    mutating func add(_ length: Int) {
        bytes += length
        dayBytes += length
    }
}
