/// The retention limits of a node.
public struct RetentionLimits: Equatable, Sendable {
    /// The greatest age of a message since its signing, in milliseconds; `nil` is no limit.
    public var ageMillisecondsMax: UInt64?
    /// The greatest size of the log in bytes, above which the oldest messages go; `nil` is no limit.
    public var bytesMax: Int?

    /// Makes limits; without arguments, none.
    public init(ageMillisecondsMax: UInt64? = nil, bytesMax: Int? = nil) {
        self.ageMillisecondsMax = ageMillisecondsMax
        self.bytesMax = bytesMax
    }
}
