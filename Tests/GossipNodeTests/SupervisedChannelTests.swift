@testable import GossipNode
import Logging
import NIOCore
import NIOPosix
import Testing

@Suite("A supervised socket")
struct SupervisedChannelTests {
    @Test("is bound to the same port again when it closes by itself")
    func rebinding() async throws {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let channel = try await bind(0, on: eventLoop).get()
        let port = try #require(channel.localAddress?.port)
        let reopened = eventLoop.makePromise(of: (any Channel).self)
        let supervised = try await eventLoop.submit {
            let supervised = SupervisedChannel(
                name: "UDP",
                channel: channel,
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            ) {
                let opened = self.bind(port, on: eventLoop)
                opened.cascade(to: reopened)
                return opened
            }
            return NIOLoopBound(supervised, eventLoop: eventLoop)
        }.get()
        try await channel.close()
        let second = try await reopened.futureResult.get()
        #expect(second.localAddress?.port == port)
        try await eventLoop.flatSubmit {
            #expect(supervised.value.reopenCount == 1)
            #expect(supervised.value.channel === second)
            return supervised.value.close()
        }.get()
        #expect(!second.isActive)
    }

    private func bind(_ port: Int, on eventLoop: any EventLoop) -> EventLoopFuture<any Channel> {
        DatagramBootstrap(group: eventLoop).bind(host: "127.0.0.1", port: port)
    }
}
