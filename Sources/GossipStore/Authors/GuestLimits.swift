/// The room that a log gives to guests, the authors without a pass where a network lets anyone write.
public struct GuestLimits: Hashable, Sendable {
    /// The bytes of all guests together, where the operator has not limited the log.
    public static let bytesMaxDefault = 1 << 30
    /// The part of a limited log that guests may fill.
    private static let part: UInt64 = 10

    /// The bytes that are taken in of one guest on one day; in UTC, by the clock of arrival.
    public var bytesADay = 16 << 20
    /// The bytes of all guests together that the log holds.
    public var bytesMax = bytesMaxDefault
    /// The messages of all guests together that the log holds: half of what one comparison can leave out.
    public var messagesMax = LogReader.endedCountMax / 2
    /// The guests that are cut at once for what they have written in a day.
    var cutsMax = CutReason.guest.countMax

    /// The default limits.
    public init() {}

    /// The bytes of all guests together in a log of at most so many bytes; `nil` = no limit.
    public static func bytesMax(inLogOf bytes: UInt64?) -> Int {
        bytes.map { Int(clamping: $0 / part) } ?? bytesMaxDefault
    }
}
