/// Why the answering side of a stream does not serve it.
public enum SyncRefusal: UInt8, Error, Equatable, Sendable {
    /// Too many sessions at once; try later or elsewhere.
    case busy = 1
    /// The token is of no link: greet with datagrams first.
    case unknownPeer = 2
    /// This node talks to configured peers only.
    case notAllowed = 3
    /// The node stops.
    case stopping = 4
    /// This node, whose key is the lower one, is dialling for the same: one session serves both.
    case crossing = 5
    /// The node cannot open its log for reading now; try later or elsewhere.
    case unreadable = 6
}
