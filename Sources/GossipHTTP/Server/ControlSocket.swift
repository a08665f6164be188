package import GossipNode
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// The door of a running node: an HTTP API on a unix socket beside its log.
///
/// It asks the node as any other program around it would: nothing of HTTP runs on the node's loop, but on the
/// threads that all programs of the framework share. They outlive the door, since connections that have ended
/// still give things back there. A socket that cannot be made is a warning, never the end of the node.
package struct ControlSocket: Sendable {
    private let node: Node
    private let states: StateWatch

    /// Makes the door of a node that has not started yet.
    package init(of node: Node) {
        self.node = node
        states = StateWatch(node)
    }

    /// Serves until the task is cancelled; the socket is gone when this returns.
    ///
    /// To be called while the node has the lock of its log.
    package func serve() async {
        do throws(SocketFailure) {
            let place = ControlPlace(ofLog: node.configuration.logPath)
            let file = try SocketFile(at: SocketPath.choose(for: place))
            defer { file.remove() }
            try await serve(file, of: place)
        } catch {
            if !Task.isCancelled { node.warn(error.description) }
        }
    }

    private func serve(_ file: SocketFile, of place: ControlPlace) async throws(SocketFailure) {
        let failure = Monitor<SocketFailure?>(nil)
        let isEnding = Monitor(false)
        let application = application(file) {
            do throws(SocketFailure) {
                try file.publish()
                guard place.announce(file.path) else {
                    throw SocketFailure(path: file.path, problem: .untold)
                }
            } catch {
                // Closed again before it was open: a node that is ending already needs no door.
                if !isEnding.withLock(\.self) { node.warn(error.description) }
            }
        }
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: application)],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = HTTPLimits.ending
        let group = ServiceGroup(configuration: configuration)
        let run = Task {
            do {
                try await group.run()
            } catch let error as IOError {
                let problem = SocketFailure.Problem.system(error.errnoCode)
                failure.update { $0 = SocketFailure(path: file.path, problem: problem) }
            } catch {
                logger.debug("The control socket has ended: \(error)")
            }
        }
        await withTaskCancellationHandler {
            await run.value
        } onCancel: {
            isEnding.withLock { $0 = true }
            Task { await group.triggerGracefulShutdown() }
        }
        if let failure = failure.withLock(\.self) { throw failure }
    }

    private func application(
        _ file: SocketFile,
        onOpen: @escaping @Sendable () -> Void
    ) -> some Service {
        Application(
            router: ControlRouter.make(ControlRoutes(node, states).all),
            server: .http1(configuration: HTTPLimits.channel),
            configuration: ApplicationConfiguration(
                address: .unixDomainSocket(path: file.draft),
                availableConnectionsDelegate: .maximum(
                    HTTPLimits.connectionCountMax,
                    logger: logger
                )
            ),
            onServerRunning: { _ in onOpen() },
            logger: logger
        )
    }

    /// The node's logger, for troubles alone: at lower levels each request is a line.
    private var logger: Logger {
        var logger = node.configuration.logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }
}
