import Logging
import NIOCore

/// A bound socket that is opened again when it closes by itself.
///
/// An unexpected error on reading closes a NIO channel. A node must survive that: the
/// socket is bound to the same port again after a pause that doubles from 10 ms to 5 s, the event
/// is counted, and one line is logged however often it repeats. Use it on its event loop only.
final class SupervisedChannel {
    /// The open channel; `nil` between a failure and the next successful bind.
    private(set) var channel: (any Channel)?
    /// The number of times the socket had to be opened again.
    private(set) var reopenCount = 0

    private static let pauseMillisecondsMin: Int64 = 10
    private static let pauseMillisecondsMax: Int64 = 5_000

    let eventLoop: any EventLoop
    private let name: String
    private let logger: Logger
    private let open: () -> EventLoopFuture<any Channel>
    private var pauseMilliseconds = SupervisedChannel.pauseMillisecondsMin
    private var stopped = false
    private var hasLogged = false

    init(
        name: String,
        channel: any Channel,
        logger: Logger,
        reopening open: @escaping () -> EventLoopFuture<any Channel>
    ) {
        self.name = name
        self.eventLoop = channel.eventLoop
        self.logger = logger
        self.open = open
        adopt(channel)
    }

    /// Closes the socket for good; succeeds when it is closed.
    func close() -> EventLoopFuture<Void> {
        stopped = true
        guard let channel else { return eventLoop.makeSucceededVoidFuture() }
        self.channel = nil
        return channel.close().flatMapErrorThrowing { _ in }
    }

    private func adopt(_ channel: any Channel) {
        self.channel = channel
        channel.closeFuture.assumeIsolated().whenComplete { [weak self] _ in
            self?.channelClosed()
        }
    }

    private func channelClosed() {
        guard !stopped else { return }
        channel = nil
        reopenCount += 1
        if !hasLogged {
            hasLogged = true
            logger.warning(
                "The \(name) socket closed by itself; opening it again. Further times are counted only."
            )
        }
        scheduleOpening()
    }

    private func scheduleOpening() {
        let pause = TimeAmount.milliseconds(pauseMilliseconds)
        pauseMilliseconds = min(pauseMilliseconds * 2, Self.pauseMillisecondsMax)
        eventLoop.assumeIsolated().scheduleTask(in: pause) { [weak self] in
            self?.reopen()
        }
    }

    private func reopen() {
        guard !stopped else { return }
        open().assumeIsolated().whenComplete { [weak self] result in
            guard let self else { return }
            switch result {
            case .success(let channel):
                if self.stopped {
                    channel.close(promise: nil)
                } else {
                    self.pauseMilliseconds = Self.pauseMillisecondsMin
                    self.adopt(channel)
                }
            case .failure:
                self.scheduleOpening()
            }
        }
    }
}
