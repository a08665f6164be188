import Glibc
import GossipWire
import NIOCore

/// The sending side of the UDP socket: validates, sends, and sees the error of each datagram by
/// itself.
///
/// No error closes the socket or costs another peer anything. Use it on its event loop only.
final class DatagramSocket {
    /// The datagrams not sent, by reason, and those sent.
    struct Counts: Sendable {
        var sent: UInt64 = 0
        var failed: [SendFailure: UInt64] = [:]
        var queueFull: UInt64 = 0
        var socketClosed: UInt64 = 0
    }

    private(set) var counts = Counts()

    /// The pause before what waits is tried again; the system's own buffer holds far more than is sent
    /// in it.
    private static let retryTimeAmount = TimeAmount.milliseconds(1)

    private let supervised: SupervisedChannel
    private let binding: Binding
    private let reachability: Reachability
    private var paths: PathTable
    private var queue = DatagramQueue()
    private var isRetryScheduled = false
    private var unsent: Set<PeerAddress> = []

    init(_ supervised: SupervisedChannel, binding: Binding, reachability: Reachability) {
        self.supervised = supervised
        self.binding = binding
        self.reachability = reachability
        paths = PathTable(reachability.family)
    }

    // MARK: Paths

    /// Notes that a peer has sent to this address of the host: it expects answers from there.
    func received(from peer: PeerAddress, at local: PeerAddress) {
        paths.setSource(local.on(peer.zone), to: peer)
    }

    /// Forgets what was known of the interfaces of this host.
    func networkChanged() { paths.networkChanged() }

    /// The address of this host that a peer knows, without a port, for a stream to it.
    func source(to peer: PeerAddress) -> PeerAddress? {
        reachability.boundAddress ?? paths.path(to: peer)?.source
    }

    // MARK: Sending

    /// Sends one datagram, or keeps it until the system has room.
    func send(_ bytes: UnsafeRawBufferPointer, to peer: PeerAddress) {
        guard let sender = binding.sender else {
            counts.socketClosed += 1
            return
        }
        if !queue.isEmpty || !transmit(bytes, to: peer, by: sender) { wait(bytes, to: peer) }
    }

    /// The peers to which a datagram could not be sent since the last time.
    func takeUnsent() -> [PeerAddress] {
        guard !unsent.isEmpty else { return [] }
        defer { unsent.removeAll(keepingCapacity: true) }
        return unsent.sorted()
    }

    /// Closes the socket for good.
    func close() -> EventLoopFuture<Void> {
        queue.removeAll()
        return supervised.close()
    }

    /// Sends a datagram or counts it as dropped; false when it must wait.
    private func transmit(
        _ bytes: UnsafeRawBufferPointer,
        to peer: PeerAddress,
        by sender: DatagramSender
    ) -> Bool {
        guard reachability.contains(peer), let path = paths.path(to: peer) else {
            counts.failed[.address, default: 0] += 1
            return true
        }
        var code = sender.send(bytes, to: path.destination, from: path.source)
        if path.source != nil, code != 0, SendFailure(code) != .noRoom {
            // The host may no longer have the address that the peer knows; kernels tell it by
            // different errors.
            code = sender.send(bytes, to: path.destination, from: nil)
            if code == 0 { paths.setSource(nil, to: peer) }
        }
        guard code != 0 else {
            counts.sent += 1
            return true
        }
        let failure = SendFailure(code)
        if failure == .noRoom { return false }
        counts.failed[failure, default: 0] += 1
        unsent.insert(peer)
        return true
    }

    private func wait(_ bytes: UnsafeRawBufferPointer, to peer: PeerAddress) {
        guard queue.append(bytes, to: peer) else {
            counts.queueFull += 1
            return
        }
        scheduleRetry()
    }

    private func scheduleRetry() {
        guard !isRetryScheduled else { return }
        isRetryScheduled = true
        supervised.eventLoop.assumeIsolated().scheduleTask(in: Self.retryTimeAmount) {
            [weak self] in
            self?.retry()
        }
    }

    private func retry() {
        isRetryScheduled = false
        while let (bytes, peer) = queue.first {
            guard let sender = binding.sender else {
                counts.socketClosed += 1
                queue.removeFirst()
                continue
            }
            guard bytes.withUnsafeBytes({ transmit($0, to: peer, by: sender) }) else {
                return scheduleRetry()
            }
            queue.removeFirst()
        }
    }
}
