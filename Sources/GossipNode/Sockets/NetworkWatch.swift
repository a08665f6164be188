import Glibc
import GossipText
import Logging
import NIOCore
import NIOPosix

/// A watch of the machine's network by rtnetlink: links, addresses and routes that come and go.
///
/// Use it on its event loop only.
final class NetworkWatch {
    /// `NETLINK_ROUTE`.
    private static let routeProtocol: Int32 = 0
    /// `RTMGRP_LINK`, `RTMGRP_IPV4_IFADDR`, `RTMGRP_IPV4_ROUTE`, `RTMGRP_IPV6_IFADDR`,
    /// `RTMGRP_IPV6_ROUTE`.
    private static let groups: UInt32 = 0x1 | 0x10 | 0x40 | 0x100 | 0x400
    private static let reopeningTimeAmount = TimeAmount.seconds(5)

    private let eventLoop: any EventLoop
    private let logger: Logger
    private let onChange: () -> Void
    private var settling: Settling
    private var channel: (any Channel)?
    private var isStopped = false

    init(eventLoop: any EventLoop, logger: Logger, onChange: @escaping () -> Void) {
        self.eventLoop = eventLoop
        self.logger = logger
        self.onChange = onChange
        settling = Settling()
    }

    /// Begins to watch.
    ///
    /// Where there is no netlink the node goes on without: what cannot be sent is tried again anyway.
    func begin() {
        guard !isStopped else { return }
        guard let descriptor = Self.open() else {
            logger.info(
                "Changes of the network cannot be watched (netlink): \(SystemError.text(errno))."
            )
            return
        }
        let handler = NIOLoopBound(Handler(self), eventLoop: eventLoop)
        NIOPipeBootstrap(group: eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(handler.value)
                }
            }
            .takingOwnershipOfDescriptor(input: descriptor)
            .assumeIsolated().whenComplete { [weak self] result in
                guard case .success(let channel) = result else {
                    Glibc.close(descriptor)
                    return
                }
                self?.adopt(channel)
            }
    }

    func stop() {
        isStopped = true
        channel?.close(promise: nil)
        channel = nil
    }

    private func adopt(_ channel: any Channel) {
        guard !isStopped else { return channel.close(promise: nil) }
        self.channel = channel
        channel.closeFuture.assumeIsolated().whenComplete { [weak self] _ in
            guard let self, !self.isStopped else { return }
            // More has changed than the socket could hold.
            self.channel = nil
            self.changed()
            self.eventLoop.assumeIsolated().scheduleTask(in: Self.reopeningTimeAmount) {
                [weak self] in
                self?.begin()
            }
        }
    }

    fileprivate func changed() {
        guard let wait = settling.changed(at: NIODeadline.now().uptimeNanoseconds) else { return }
        let amount = TimeAmount.nanoseconds(Int64(clamping: wait))
        eventLoop.assumeIsolated().scheduleTask(in: amount) { [weak self] in
            guard let self, !self.isStopped else { return }
            self.settling.told(at: NIODeadline.now().uptimeNanoseconds)
            self.onChange()
        }
    }

    private static func open() -> CInt? {
        let kind = Int32(SOCK_RAW.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_NETLINK, kind, routeProtocol)
        guard descriptor >= 0 else { return nil }
        // sockaddr_nl: family, padding, the id of the port (0: the kernel's choice), groups.
        var address = sockaddr()
        address.sa_family = sa_family_t(AF_NETLINK)
        withUnsafeMutableBytes(of: &address) { bytes in
            bytes.storeBytes(of: groups, toByteOffset: 8, as: UInt32.self)
        }
        guard bind(descriptor, &address, 12) == 0 else {
            let code = errno
            Glibc.close(descriptor)
            errno = code
            return nil
        }
        return descriptor
    }

    /// The end of the pipeline: every message says that something has changed.
    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private weak var watch: NetworkWatch?

        init(_ watch: NetworkWatch) { self.watch = watch }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) { watch?.changed() }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
