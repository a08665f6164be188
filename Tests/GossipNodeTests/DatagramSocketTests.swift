import GossipWire
import Glibc
import Logging
import NIOCore
import NIOPosix
import Testing

@testable import GossipNode

@Suite("The sending side of the UDP socket", .hangGuard)
struct DatagramSocketTests {
    private let eventLoop = MultiThreadedEventLoopGroup.singleton.next()

    /// A receiver of datagrams that keeps from where each came.
    private final class Inbox: DatagramReceiver {
        var senders: [PeerAddress] = []
        private let count: Int
        private let promise: EventLoopPromise<[PeerAddress]>

        init(awaiting count: Int, _ promise: EventLoopPromise<[PeerAddress]>) {
            self.count = count
            self.promise = promise
        }

        func received(_: ByteBuffer, from address: SocketAddress, at _: SocketAddress?) {
            PeerAddress(address).map { senders.append($0) }
            if senders.count == count { promise.succeed(senders) }
        }

        func drained() {}
    }

    private func address(_ text: String) throws -> PeerAddress {
        try #require(PeerAddress(text))
    }

    private func binding(_ reception: Reception) -> Binding {
        Binding(
            eventLoop: eventLoop,
            makeDatagramHandler: { DatagramHandler(reception) },
            acceptConnection: { $0.close() }
        )
    }

    /// Runs a test body with a socket bound to `local`, and returns the senders that a receiver on
    /// 127.0.0.1 sees of the datagrams that arrive.
    private func senders(
        from local: String,
        _ count: Int,
        _ body: @escaping @Sendable (DatagramSocket, PeerAddress) -> Void
    ) async throws -> [PeerAddress] {
        let (local, here) = (try address(local), try address("127.0.0.1:0"))
        let eventLoop = eventLoop
        return try await eventLoop.flatSubmit {
            let promise = eventLoop.makePromise(of: [PeerAddress].self)
            let inbox = Inbox(awaiting: count, promise)
            let deadline = eventLoop.scheduleTask(in: .seconds(30)) {
                promise.fail(ChannelError.connectTimeout(.seconds(30)))
            }
            promise.futureResult.whenComplete { _ in deadline.cancel() }
            let reception = Reception()
            reception.receiver = inbox
            let receiving = self.binding(reception)
            let sending = self.binding(Reception())
            return receiving.bindUDP(here).and(sending.bindUDP(local)).assumeIsolated()
                .flatMap { receiver, sender in
                    let supervised = SupervisedChannel(
                        name: "UDP",
                        channel: sender,
                        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
                        reopening: { sending.bindUDP(local) }
                    )
                    let socket = DatagramSocket(
                        supervised,
                        binding: sending,
                        reachability: Reachability(boundTo: local)
                    )
                    if let peer = receiver.localAddress.flatMap({ PeerAddress($0) }) {
                        body(socket, peer)
                    }
                    #expect(supervised.reopenCount == 0)
                    return promise.futureResult.assumeIsolated().flatMap { senders in
                        withExtendedLifetime((inbox, receiving)) {
                            socket.close().and(receiver.close()).map { _ in senders }
                        }
                    }.nonisolated()
                }.nonisolated()
        }.get()
    }

    @Test(
        "A datagram leaves from the address of this host that the peer has asked",
        arguments: ["0.0.0.0:0", "[::]:0"]
    )
    func sourceAddress(local: String) async throws {
        let asked = try address("127.0.0.7:0")
        let senders = try await senders(from: local, 2) { socket, peer in
            [1, 2].withUnsafeBytes { bytes in
                socket.send(bytes, to: peer)
                socket.received(from: peer, at: asked)
                socket.send(bytes, to: peer)
            }
        }
        #expect(senders.map(\.ipv4) == [0x7f00_0001, 0x7f00_0007])
    }

    @Test(
        "An address that the host has no more is forgotten, and the datagram sent without",
        arguments: ["0.0.0.0:0", "[::]:0"]
    )
    func lostSourceAddress(local: String) async throws {
        let gone = try address("203.0.113.9:0")
        let senders = try await senders(from: local, 1) { socket, peer in
            socket.received(from: peer, at: gone)
            [1].withUnsafeBytes { socket.send($0, to: peer) }
            #expect(socket.source(to: peer) == nil)
            #expect(socket.counts.sent == 1)
        }
        #expect(senders.map(\.ipv4) == [0x7f00_0001])
    }

    @Test("An error concerns its datagram alone: it is counted, told once, and the others go on")
    func errorOfOneAddress() async throws {
        // A broadcast address: the system refuses it to a socket that has not asked for it.
        let refused = try address("127.255.255.255:9")
        let senders = try await senders(from: "0.0.0.0:0", 3) { socket, peer in
            [1].withUnsafeBytes { bytes in
                for target in [peer, refused, peer, refused, peer] {
                    socket.send(bytes, to: target)
                }
            }
            #expect(socket.counts.sent == 3)
            #expect(socket.counts.failed == [.forbidden: 2])
            #expect(socket.takeUnsent() == [refused])
            #expect(socket.takeUnsent().isEmpty)
        }
        #expect(senders.count == 3)
    }
}
