/// An attack by name: an adversary that speaks the protocol, from code apart from the node's.
///
/// It may use the codecs of GossipWire for the bytes, and for signing and hashing. It knows nothing of
/// the core's machines nor of the shell, so that a fault of theirs is not in both. The room's imports
/// hold that.
package protocol Attack: AnyObject {
    /// The name as it is typed.
    static var name: String { get }
    /// A line for people: what it does.
    static var summary: String { get }
    /// The bounds within which the honest nodes must stay.
    static var bounds: Bounds { get }
    /// Further arguments of the honest nodes.
    static var nodeArguments: [String] { get }
    /// The pause between two turns in nanoseconds; 0 for full rate.
    static var pause: UInt64 { get }

    /// Gets ready; nothing is sent yet.
    init(_ targets: Targets) throws

    /// Does what is due, for some milliseconds at most.
    func turn(at now: UInt64, _ tally: inout AttackTally) throws
}

extension Attack {
    package static var bounds: Bounds { Bounds() }
    package static var nodeArguments: [String] { [] }
    package static var pause: UInt64 { 1_000_000 }
}

/// The bounds on an honest node while it is attacked, beside the promises that hold for all attacks.
package struct Bounds: Sendable {
    /// Bytes of memory that a node may take more than before.
    package var memoryBytesMax = 64 << 20
    /// Bytes that the files of a node's log may grow in a second, beside what honest peers bring.
    package var diskBytesPerSecondMax = 256 << 10
    /// Rows of peers in a log; the store's own bound is 1,024.
    package var peerRowsMax = 1_024
    /// Events of peers and states a second, beside those of the peers that come up.
    package var eventsPerSecondMax = 2.0

    package init() {}
}
