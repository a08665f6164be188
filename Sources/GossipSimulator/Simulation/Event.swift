internal import GossipCore
internal import GossipWire

/// Something that happens at a virtual time.
enum Event {
    case datagram(to: Int, from: PeerAddress, [UInt8])
    case tick(Int, run: Int)
    case verified(Int, run: Int, [Ingest])
    case committed(Int, run: Int, [Ingest], own: [Message], fails: Bool)
    case lookedUp(Int, run: Int, [MessageID], PeerAddress)
    case foundLacking(Int, run: Int, [MessageID], PeerAddress)
    case connected(SyncOrder, from: Int, run: Int)
    case streamFrame(UInt64, SimulatedStream.End, SyncFrame)
    case streamCut(UInt64)
    case publish
    case crash
    case restart(Int)
    case partition(Int, Int)
    case heal(Int, Int)
    case jumpClock
    case endFaults
    case checkEqual
}

/// An event in the order of the queue: by time, then by the order of scheduling.
struct ScheduledEvent: Comparable {
    let time: UInt64
    let order: UInt64
    let event: Event

    static func < (left: Self, right: Self) -> Bool {
        (left.time, left.order) < (right.time, right.order)
    }

    static func == (left: Self, right: Self) -> Bool { left.order == right.order }
}
