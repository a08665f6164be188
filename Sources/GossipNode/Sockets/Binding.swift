import Glibc
import NIOCore
import NIOPosix

/// Opens the node's two sockets: UDP and TCP on one port number.
struct Binding {
    /// Larger than any datagram of the protocol (1,232 bytes), so that a longer one shows as such.
    private static let datagramLengthMax = 2_048
    private static let datagramsPerRead = 32
    private static let socketBufferBytes = 4 << 20
    /// The most port numbers tried until one is free for UDP and for TCP.
    private static let portAttemptsMax = 32

    let eventLoop: any EventLoop
    let makeDatagramHandler: () -> DatagramHandler
    let acceptConnection: (any Channel) -> EventLoopFuture<Void>

    /// Binds both sockets to `address`; port 0 takes a number that is free for both.
    func bindPair(_ address: SocketAddress) -> EventLoopFuture<(any Channel, any Channel)> {
        bindPair(address, attemptsLeft: address.port == 0 ? Self.portAttemptsMax : 1)
    }

    private func bindPair(
        _ address: SocketAddress,
        attemptsLeft: Int
    ) -> EventLoopFuture<(any Channel, any Channel)> {
        bindUDP(address).assumeIsolated().flatMap { udp in
            guard let bound = udp.localAddress else {
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
    func bindUDP(_ address: SocketAddress) -> EventLoopFuture<any Channel> {
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
            .channelOption(
                .writeBufferWaterMark,
                value: .init(low: 1 << 20, high: Self.socketBufferBytes)
            )
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(make.value())
                }
            }
            .bind(to: address)
    }

    /// Binds the TCP socket alone.
    func bindTCP(_ address: SocketAddress) -> EventLoopFuture<any Channel> {
        let accept = NIOLoopBound(acceptConnection, eventLoop: eventLoop)
        return ServerBootstrap(group: eventLoop)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.backlog, value: 64)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in accept.value(channel) }
            .bind(to: address)
    }
}
