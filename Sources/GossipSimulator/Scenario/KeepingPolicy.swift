/// What a node keeps of its log.
public struct KeepingPolicy: Equatable, Sendable {
    /// Messages signed longer ago than this go; milliseconds, `nil` = none.
    public var ageMillisecondsMax: UInt64?
    /// The oldest go while the messages take more than this; bytes, `nil` = no limit.
    public var bytesMax: Int?

    /// Makes a policy.
    public init(ageMillisecondsMax: UInt64? = nil, bytesMax: Int? = nil) {
        self.ageMillisecondsMax = ageMillisecondsMax
        self.bytesMax = bytesMax
    }
}
