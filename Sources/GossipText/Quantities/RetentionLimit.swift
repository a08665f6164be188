/// The limits of what a log keeps, as people type them.
///
/// Each has a floor: a slip in a unit would empty the log.
package enum RetentionLimit {
    private static let ageMillisecondsMin: UInt64 = 60_000
    private static let bytesMin: UInt64 = 1_000_000

    /// The milliseconds of a typed age, one minute or longer.
    package static func age(_ text: String) throws(UnreadableText) -> UInt64 {
        let milliseconds = try TimeSpan.age(text)
        guard milliseconds >= ageMillisecondsMin else {
            throw UnreadableText(
                text,
                isBelow: "one minute, the shortest age to keep",
                accepted: TimeSpan.accepted
            )
        }
        return milliseconds
    }

    /// The bytes of a typed size, 1 MB or more.
    package static func size(_ text: String) throws(UnreadableText) -> UInt64 {
        let bytes = try ByteSize.bytes(text)
        guard bytes >= bytesMin else {
            throw UnreadableText(
                text,
                isBelow: "1 MB, the smallest size to keep",
                accepted: ByteSize.accepted
            )
        }
        return bytes
    }
}
