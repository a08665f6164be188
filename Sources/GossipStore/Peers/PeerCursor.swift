/// How far this node has read a peer's log.
public struct PeerCursor: Hashable, Sendable {
    /// The incarnation of the peer's log, 16 bytes; of another one the number means nothing.
    public var incarnation: [UInt8]
    /// The last arrival number of the peer that was read.
    public var arrival: Int64

    /// Makes a cursor.
    public init(incarnation: [UInt8], arrival: Int64) {
        self.incarnation = incarnation
        self.arrival = arrival
    }
}
