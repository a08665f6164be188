import DequeModule
import GossipWire

/// The datagrams for which the system has no room now, in order.
struct DatagramQueue {
    /// As much as a link of a gigabit a second takes in 8 ms.
    ///
    /// What waits longer is repaired sooner than sent.
    static let bytesMax = 1 << 20

    private var datagrams = Deque<(bytes: [UInt8], peer: PeerAddress)>()
    private var bytesCount = 0

    var isEmpty: Bool { datagrams.isEmpty }

    var first: (bytes: [UInt8], peer: PeerAddress)? { datagrams.first }

    /// Appends a datagram, and tells whether there was room.
    mutating func append(_ bytes: UnsafeRawBufferPointer, to peer: PeerAddress) -> Bool {
        guard bytesCount + bytes.count <= Self.bytesMax else { return false }
        datagrams.append((Array(bytes), peer))
        bytesCount += bytes.count
        return true
    }

    mutating func removeFirst() {
        bytesCount -= datagrams.removeFirst().bytes.count
    }

    mutating func removeAll() {
        datagrams.removeAll()
        bytesCount = 0
    }
}
