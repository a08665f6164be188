/// The history that a node keeps.
///
/// Older messages go for good: they are removed here, refused when a peer brings them, and left out
/// of comparisons. Peers may keep more or less.
public struct RetentionPolicy: Hashable, Sendable {
    /// Messages signed longer ago than this go; milliseconds, `nil` = none.
    public var ageMillisecondsMax: UInt64?
    /// The oldest messages go while the log takes more than this; bytes, `nil` = no limit.
    public var bytesMax: UInt64?

    /// Keeps everything.
    public static let everything = RetentionPolicy()

    /// Makes a policy.
    public init(ageMillisecondsMax: UInt64? = nil, bytesMax: UInt64? = nil) {
        self.ageMillisecondsMax = ageMillisecondsMax
        self.bytesMax = bytesMax
    }
}
