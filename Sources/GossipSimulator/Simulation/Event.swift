internal import GossipCore
internal import GossipWire

/// An event of the simulation, at a virtual time.
enum Event {
    case datagram(to: Int, from: PeerAddress, [UInt8])
    case tick(Int, run: Int)
    case verified(Int, run: Int, [Bundle])
    case convicted(Int, run: Int, [MessageID])
    case committed(Int, run: Int)
    case prune(Int, run: Int)
    case pruned(Int, run: Int, [MessageID], Scope, target: Scope)
    case lookedUp(Int, run: Int, [MessageID], PeerAddress)
    case foundLacking(Int, run: Int, [MessageID], PeerAddress)
    case connected(SyncOrder, from: Int, run: Int)
    case orderTimeout(SyncOrder, from: Int, run: Int)
    case cancelled(SyncOrder, from: Int, run: Int)
    case dialledBack(DialBack, run: Int)
    case streamFrame(UInt64, SimulatedStream.End, SyncFrame)
    case streamRetry(UInt64, SimulatedStream.End)
    case streamClosed(UInt64, SimulatedStream.End)
    case streamDeadline(UInt64)
    case publish(node: Int?, count: Int)
    case crash
    case restart(Int, Restart)
    case backUp
    case resolved(Int, run: Int, old: PeerAddress, new: PeerAddress)
    case partition([Int])
    case heal([Int])
    case clog(Int, Int, until: UInt64)
    case fillDisk
    case freeDisk(Int)
    case jumpClock
    case block(Scenario.Block)
    case unblock(Scenario.Block)
    case renewAddresses
    case misbehave(Int)
    case endFaults
    case changeMembers
    case exchangeRecords(Int, run: Int, with: PeerAddress)
    case checkEqual

    /// A stream that a node dials at the request of a peer, known to it under a name.
    struct DialBack {
        let ticket: DialTicket
        let from: Int
        let peer: PeerAddress
        let address: PeerAddress
    }

    /// The change to the disk or the address of a node while it was down.
    enum Restart {
        case plain
        case moved
        /// An older copy of the log; when `whole`, with the record beside the key.
        case restored(whole: Bool)
        case emptied
    }
}
