public import GossipCore

/// The cost of a run at one node: processor, network and memory.
public struct NodeCost: Sendable {
    /// Signatures checked, most of the processor time.
    public var verifications = 0
    /// Signatures of forged messages among them.
    public var forged = 0
    /// Sessions opened with liars.
    public var sessionsWithLiars = 0
    /// Datagrams received.
    public var datagramsReceived: UInt64 = 0
    /// Datagrams sent.
    public var datagramsSent: UInt64 = 0
    /// Bytes sent in datagrams.
    public var bytesSent: UInt64 = 0
    /// Bytes sent in streams.
    public var streamBytesSent = 0
    /// Sessions opened.
    public var sessionsOpened = 0
    /// Sessions answered.
    public var sessionsServed = 0
    /// The greatest load: the most held at once of everything that grows.
    public var load = NodeLoad()

    /// Makes a cost of zero.
    public init() {}

    mutating func add(_ counters: Counters) {
        datagramsReceived += counters.datagramsReceived
        datagramsSent += counters.datagramsSent
        bytesSent += counters.bytesSent
    }

    /// Takes the greater of each figure.
    public mutating func formMaximum(_ other: NodeCost) {
        verifications = max(verifications, other.verifications)
        forged = max(forged, other.forged)
        sessionsWithLiars = max(sessionsWithLiars, other.sessionsWithLiars)
        datagramsReceived = max(datagramsReceived, other.datagramsReceived)
        datagramsSent = max(datagramsSent, other.datagramsSent)
        bytesSent = max(bytesSent, other.bytesSent)
        streamBytesSent = max(streamBytesSent, other.streamBytesSent)
        sessionsOpened = max(sessionsOpened, other.sessionsOpened)
        sessionsServed = max(sessionsServed, other.sessionsServed)
        load.formMaximum(other.load)
    }
}

extension NodeCost: CustomStringConvertible {
    /// All figures in words.
    public var description: String {
        "\(verifications) signatures checked, \(forged) of them forged; "
            + "\(datagramsReceived) datagrams in, \(datagramsSent) out; "
            + "\(bytesSent + UInt64(streamBytesSent)) bytes sent; "
            + "\(sessionsOpened) sessions opened (\(sessionsWithLiars) with liars), \(sessionsServed) served; "
            + "\(load.inFlightBytes) bytes in flight, \(load.queueBytes) queued for a peer, "
            + "\(load.wanted) ids wanted"
    }
}
