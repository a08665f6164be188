internal import GossipStore

/// The door of a running node: the paths of its control socket, and the news of it in the log's lock.
package struct ControlPlace: Sendable {
    private let paths: LogPath

    /// The place that belongs to a log.
    package init(ofLog path: String) {
        paths = LogPath(path)
    }

    /// The log, with every symbolic link followed.
    package var log: String { paths.log }

    /// The socket beside the log.
    package var socketBesideLog: String { paths.socket }

    /// Tells those who look for it the socket of this process, which has the log.
    ///
    /// - Parameter socket: The path of the socket, which must be there.
    /// - Returns: True when it is told.
    package func announce(_ socket: String) -> Bool {
        LogHolder.announce(socket: socket, ofLog: paths.log)
    }
}

/// A process that has a log now.
package struct LogUser: Equatable, Sendable {
    /// The process; `nil` when it has not said.
    package let process: Int?
    /// The path of its control socket; `nil` while it has none.
    package let socket: String?

    /// The one that has a log; `nil` when nobody has.
    package init?(ofLog path: String) {
        guard let holder = LogHolder(ofLog: path) else { return nil }
        process = holder.process
        socket = holder.socket
    }
}
