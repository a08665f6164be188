import Glibc
import GossipWire
import NIOCore

/// The sending side of the UDP socket: validates, queues, and finds the peer whose address breaks
/// the socket.
///
/// Use it on its event loop only.
final class DatagramSocket {
    /// The datagrams not sent, by reason, and those sent.
    struct Counts: Sendable {
        var sent: UInt64 = 0
        var refusedAddress: UInt64 = 0
        var mutedAddress: UInt64 = 0
        var queueFull: UInt64 = 0
        var socketClosed: UInt64 = 0
    }

    private(set) var counts = Counts()

    private static let addressCacheCountMax = 4_096
    private static let carefulSeconds: Int64 = 10
    private static let muteSecondsMin: Int64 = 30
    private static let muteSecondsMax: Int64 = 600
    private static let mutedCountMax = 1_024

    private let supervised: SupervisedChannel
    private let reachability: Reachability
    private var addresses: [PeerAddress: SocketAddress] = [:]
    private var muted: [PeerAddress: Mute] = [:]
    private var reopenCountSeen = 0
    private var blamedGeneration = -1
    private var carefulUntil = NIODeadline.uptimeNanoseconds(0)

    private struct Mute {
        var until: NIODeadline
        var seconds: Int64
    }

    init(_ supervised: SupervisedChannel, reachability: Reachability) {
        self.supervised = supervised
        self.reachability = reachability
    }

    /// Queues one datagram; nothing leaves before ``flush()``.
    func send(_ bytes: ByteBuffer, to peer: PeerAddress) {
        guard let channel = supervised.channel else {
            counts.socketClosed += 1
            return
        }
        guard let address = socketAddress(of: peer) else {
            counts.refusedAddress += 1
            return
        }
        guard channel.isWritable else {
            counts.queueFull += 1
            return
        }
        if reopenCountSeen != supervised.reopenCount {
            reopenCountSeen = supervised.reopenCount
            carefulUntil = .now() + .seconds(Self.carefulSeconds)
        }
        let envelope = AddressedEnvelope(remoteAddress: address, data: bytes)
        if muted.isEmpty && carefulUntil.uptimeNanoseconds == 0 {
            channel.write(envelope, promise: nil)
        } else {
            sendCarefully(envelope, to: peer, through: channel)
        }
        counts.sent += 1
    }

    /// Sends what is queued, in as few system calls as possible.
    func flush() {
        supervised.channel?.flush()
    }

    /// Closes the socket for good.
    func close() -> EventLoopFuture<Void> {
        supervised.close()
    }

    private func socketAddress(of peer: PeerAddress) -> SocketAddress? {
        if let known = addresses[peer] { return known }
        guard reachability.contains(peer),
            let address = peer.socketAddress(for: reachability.family)
        else { return nil }
        if addresses.count >= Self.addressCacheCountMax {
            addresses.removeAll(keepingCapacity: true)
        }
        addresses[peer] = address
        return address
    }

    /// After the socket broke, each datagram is watched for a while: the first one that fails
    /// names the address to leave alone, for a time that doubles.
    private func sendCarefully(
        _ envelope: AddressedEnvelope<ByteBuffer>,
        to peer: PeerAddress,
        through channel: any Channel
    ) {
        let now = NIODeadline.now()
        if now >= carefulUntil {
            carefulUntil = .uptimeNanoseconds(0)
            muted = muted.filter { $0.value.until > now }
        }
        if let mute = muted[peer], mute.until > now {
            counts.mutedAddress += 1
            return
        }
        let generation = supervised.reopenCount
        channel.write(envelope).assumeIsolated().whenFailure { [weak self] error in
            // Those behind the culprit fail too, but only after it and with the same socket.
            guard let self, self.blamedGeneration != generation, Self.closesSocket(error)
            else { return }
            self.blamedGeneration = generation
            self.mute(peer)
        }
    }

    /// NIO forgives these two errors; every other one costs the socket.
    private static func closesSocket(_ error: any Error) -> Bool {
        guard let code = (error as? IOError)?.errnoCode else { return false }
        return code != EMSGSIZE && code != EHOSTUNREACH
    }

    private func mute(_ peer: PeerAddress) {
        if muted.count >= Self.mutedCountMax { muted.removeAll() }
        let seconds = min(
            (muted[peer]?.seconds ?? Self.muteSecondsMin / 2) * 2,
            Self.muteSecondsMax
        )
        muted[peer] = Mute(until: .now() + .seconds(seconds), seconds: seconds)
        carefulUntil = .now() + .seconds(seconds)
    }
}
