/// The limits of what a log keeps, as people type them.
///
/// Each has a floor: a slip in a unit would empty the log.
package enum RetentionLimit {
    private static let ageMillisecondsMin: UInt64 = 60_000
    private static let bytesMin: UInt64 = 1_000_000
    private static let countMin = 1

    /// The milliseconds of a typed age, one minute or longer.
    package static func age(_ text: String) throws(UnreadableText) -> UInt64 {
        let milliseconds = try TimeSpan.age(text)
        if milliseconds >= ageMillisecondsMin { return milliseconds }
        let floor = "one minute, the shortest age to keep"
        throw UnreadableText(text, isBelow: floor, accepted: TimeSpan.accepted)
    }

    /// The bytes of a typed size, 1 MB or more.
    package static func size(_ text: String) throws(UnreadableText) -> UInt64 {
        let bytes = try ByteSize.bytes(text)
        if bytes >= bytesMin { return bytes }
        let floor = "1 MB, the smallest size to keep"
        throw UnreadableText(text, isBelow: floor, accepted: ByteSize.accepted)
    }

    /// The number of messages, one or more.
    package static func count(_ text: String) throws(UnreadableText) -> Int {
        let accepted = "a number such as 100000"
        guard let count = Int(text.trimmingSpaces) else {
            throw UnreadableText(text, isNot: "a number of messages", accepted: accepted)
        }
        if count >= countMin { return count }
        throw UnreadableText(text, isBelow: "1 message, the fewest to keep", accepted: accepted)
    }
}
