import Glibc
import GossipNode
import GossipText
import GossipWire

/// The path of a node's control socket: beside its log, or in a folder for sockets when that is too long.
enum SocketPath {
    /// Bytes of a path; the system takes 107, and a socket is made under a longer name.
    static let lengthMax = 100
    private static let digitCount = 16

    /// The path for a log.
    ///
    /// - Parameters:
    ///   - place: The place of the log.
    ///   - environment: The variables of the process, of which `XDG_RUNTIME_DIR` counts.
    /// - Returns: A path that a socket can have and a line can hold.
    /// - Throws: ``SocketFailure`` when there is none.
    static func choose(
        for place: ControlPlace,
        environment: Environment = .process
    ) throws(SocketFailure) -> String {
        let beside = place.socketBesideLog
        if fits(beside) { return beside }
        let folders = [environment["XDG_RUNTIME_DIR"], "/run/gossip"].compactMap(\.self)
        let paths = folders.filter { $0.hasPrefix("/") && access($0, W_OK | X_OK) == 0 }
            .map { "\($0)/gossip-\(digits(of: place.log))" }
        guard let path = paths.first(where: fits) else {
            throw SocketFailure(path: beside, problem: .tooLong)
        }
        return path
    }

    private static func fits(_ path: String) -> Bool {
        path.utf8.count <= lengthMax && !path.contains("\n")
    }

    /// The start of the SHA-256 of a path, in hexadecimal digits.
    private static func digits(of path: String) -> Substring {
        Checksum.sha256Hex(of: Array(path.utf8)).prefix(digitCount)
    }
}
