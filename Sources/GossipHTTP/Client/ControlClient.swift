import Glibc
import GossipNode
import NIOCore
import NIOHTTP1
import NIOPosix

/// A client of the node that runs on a log, for programs that ask once.
///
/// It blocks; not for an event loop.
package struct ControlClient: Sendable {
    /// Between two looks for a node that is just starting, in microseconds.
    private static let lookMicroseconds: UInt32 = 20_000

    private let log: String
    private let timeoutMilliseconds: UInt64
    private let deadline: NIODeadline

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - log: The path of the log.
    ///   - timeoutMilliseconds: The time from now on that all questions together may take.
    package init(log: String, timeoutMilliseconds: UInt64) {
        self.log = log
        self.timeoutMilliseconds = timeoutMilliseconds
        deadline = .now() + .milliseconds(Int64(clamping: timeoutMilliseconds))
    }

    /// Asks the node.
    ///
    /// - Parameter request: The question.
    /// - Returns: The whole answer, whatever its status.
    /// - Throws: ``ControlFailure`` when there is no node or no answer.
    package func send(_ request: ControlRequest) throws(ControlFailure) -> ControlAnswer {
        let socket = try find()
        let threads = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { try? threads.syncShutdownGracefully() }
        let loop = threads.next()
        let promise = loop.makePromise(of: ControlAnswer.self)
        let failure = ControlFailure.silent(milliseconds: timeoutMilliseconds)
        let timer = loop.scheduleTask(deadline: deadline) { promise.fail(failure) }
        let bootstrap = ClientBootstrap(group: loop).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHTTPClientHandlers()
                try channel.pipeline.syncOperations.addHandler(AnswerReader(request, promise))
            }
        }
        bootstrap.connect(unixDomainSocketPath: socket).whenFailure { promise.fail($0) }
        defer { timer.cancel() }
        do {
            return try promise.futureResult.wait()
        } catch let failure as ControlFailure {
            throw failure
        } catch let error as IOError {
            throw .unreachable(socket: socket, number: error.errnoCode)
        } catch {
            throw .garbled
        }
    }

    /// Waits until the log is given back.
    ///
    /// - Throws: ``ControlFailure`` when that takes too long.
    package func waitForEnd() throws(ControlFailure) {
        while LogUser(ofLog: log) != nil {
            guard .now() < deadline else { throw .silent(milliseconds: timeoutMilliseconds) }
            usleep(Self.lookMicroseconds)
        }
    }

    /// The socket of the node; waits for one that is just starting.
    private func find() throws(ControlFailure) -> String {
        while true {
            guard let user = LogUser(ofLog: log) else { throw .noNode(log: log) }
            if let socket = user.socket { return socket }
            guard .now() < deadline else { throw .noSocket(log: log, process: user.process) }
            usleep(Self.lookMicroseconds)
        }
    }
}
