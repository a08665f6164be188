import Glibc
import GossipWire
import NIOCore
import NIOPosix

/// Opens the node's two sockets: UDP and TCP on one port number.
///
/// Use it on its event loop only.
final class Binding {
    /// Larger than any datagram of the protocol (1,232 bytes), so that a longer one shows as such.
    private static let datagramLengthMax = 2_048
    private static let datagramsPerRead = 32
    private static let socketBufferBytes = 4 << 20
    /// The most port numbers tried until one is free for UDP and for TCP.
    private static let portAttemptsMax = 32

    /// The sending half of the UDP socket, while it is open.
    private(set) var sender: DatagramSender?

    private let eventLoop: any EventLoop
    private let makeDatagramHandler: () -> DatagramHandler
    private let acceptConnection: (any Channel) -> EventLoopFuture<Void>

    init(
        eventLoop: any EventLoop,
        makeDatagramHandler: @escaping () -> DatagramHandler,
        acceptConnection: @escaping (any Channel) -> EventLoopFuture<Void>
    ) {
        self.eventLoop = eventLoop
        self.makeDatagramHandler = makeDatagramHandler
        self.acceptConnection = acceptConnection
    }

    /// Binds both sockets to `address`; port 0 takes a number that is free for both.
    func bindPair(_ address: PeerAddress) -> EventLoopFuture<(any Channel, any Channel)> {
        bindPair(address, attemptsLeft: address.port == 0 ? Self.portAttemptsMax : 1)
    }

    private func bindPair(
        _ address: PeerAddress,
        attemptsLeft: Int
    ) -> EventLoopFuture<(any Channel, any Channel)> {
        bindUDP(address).assumeIsolated().flatMap { udp in
            guard let bound = udp.localAddress.flatMap({ PeerAddress($0) }) else {
                return self.eventLoop.makeFailedFuture(ChannelError.unknownLocalAddress)
            }
            return self.bindTCP(bound).map { tcp in (udp, tcp) }.assumeIsolated()
                .flatMapError { error in
                    udp.close().flatMapErrorThrowing { _ in }.assumeIsolated().flatMap {
                        guard attemptsLeft > 1, (error as? IOError)?.errnoCode == EADDRINUSE else {
                            return self.eventLoop.makeFailedFuture(error)
                        }
                        return self.bindPair(address, attemptsLeft: attemptsLeft - 1)
                    }.nonisolated()
                }.nonisolated()
        }.nonisolated()
    }

    /// Binds the UDP socket alone.
    func bindUDP(_ address: PeerAddress) -> EventLoopFuture<any Channel> {
        let family = address.isIPv4 ? SocketFamily.ipv4 : .ipv6
        let descriptor: CInt
        do {
            guard let system = SystemAddress(address, for: family) else {
                throw IOError(errnoCode: EAFNOSUPPORT, reason: "bind")
            }
            descriptor = try DatagramPort.open(system)
        } catch {
            return eventLoop.makeFailedFuture(error)
        }
        let sender = DatagramSender(duplicating: descriptor, family: family)
        return read(descriptor).assumeIsolated().flatMap { channel in
            // Bound to every address, a socket must be told from which to answer.
            guard address.isUnspecified else { return self.adopt(channel, sender) }
            return channel.setOption(.receivePacketInfo, value: true).assumeIsolated()
                .flatMap { self.adopt(channel, sender) }.nonisolated()
        }.nonisolated()
    }

    /// Makes a channel that reads from a bound descriptor, and owns it.
    private func read(_ descriptor: CInt) -> EventLoopFuture<any Channel> {
        let make = NIOLoopBound(makeDatagramHandler, eventLoop: eventLoop)
        return DatagramBootstrap(group: eventLoop)
            .channelOption(.socketOption(.so_rcvbuf), value: Self.socketBufferBytes)
            .channelOption(.socketOption(.so_sndbuf), value: Self.socketBufferBytes)
            .channelOption(.datagramVectorReadMessageCount, value: Self.datagramsPerRead)
            .channelOption(
                .recvAllocator,
                value: FixedSizeRecvByteBufferAllocator(
                    capacity: Self.datagramLengthMax * Self.datagramsPerRead
                )
            )
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(make.value())
                }
            }
            .withBoundSocket(descriptor)
    }

    private func adopt(
        _ channel: any Channel,
        _ sender: DatagramSender?
    ) -> EventLoopFuture<any Channel> {
        self.sender = sender
        channel.closeFuture.assumeIsolated().whenComplete { [weak self] _ in
            if self?.sender === sender { self?.sender = nil }
        }
        return eventLoop.makeSucceededFuture(channel)
    }

    /// Binds the TCP socket alone.
    func bindTCP(_ address: PeerAddress) -> EventLoopFuture<any Channel> {
        guard let system = address.socketAddress(for: address.isIPv4 ? .ipv4 : .ipv6) else {
            return eventLoop.makeFailedFuture(IOError(errnoCode: EAFNOSUPPORT, reason: "bind"))
        }
        let accept = NIOLoopBound(acceptConnection, eventLoop: eventLoop)
        return ServerBootstrap(group: eventLoop)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.backlog, value: 64)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in accept.value(channel) }
            .bind(to: system)
    }
}
