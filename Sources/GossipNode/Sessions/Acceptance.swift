import NIOCore

/// The destination of incoming connections.
///
/// Nobody is there until the node has started, which is after the sockets are bound; what comes
/// earlier is closed.
final class Acceptance {
    weak var host: SessionHost?

    func accept(_ channel: any Channel) -> EventLoopFuture<Void> {
        guard let host else { return channel.close() }
        return host.accept(channel)
    }
}
