/// The row of a peer in this log; means nothing in another.
public struct PeerNumber: RawRepresentable, Hashable, Sendable {
    /// The row's number.
    public let rawValue: Int64

    /// Makes it of a row's number.
    public init(rawValue: Int64) { self.rawValue = rawValue }
}
