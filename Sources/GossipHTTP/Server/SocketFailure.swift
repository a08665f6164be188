import Glibc
import GossipText

/// The reason for which a node has no control socket.
struct SocketFailure: Error, Equatable, CustomStringConvertible {
    /// The obstacles.
    enum Problem: Equatable {
        /// Something else has the name.
        case occupied
        /// The path is longer than a socket's may be, and no folder for shorter ones is there.
        case tooLong
        /// The system refuses, with its number.
        case system(Int32)
        /// The news of it cannot be written beside the log.
        case untold
    }

    /// The path of the socket.
    let path: String
    /// The obstacle.
    let problem: Problem

    /// The sentence for people.
    var description: String {
        let (reason, hint) =
            switch problem {
            case .occupied:
                (
                    "something that is no socket has this name",
                    "Take it away, and start the node again."
                )
            case .tooLong:
                (
                    "the path is longer than \(SocketPath.lengthMax) bytes",
                    "Set XDG_RUNTIME_DIR, make /run/gossip, or give the log a shorter path."
                )
            case .system(let number):
                (SystemError.text(number), "Look at the rights of its folder, and at the disk.")
            case .untold:
                ("its path cannot be written to the log's lock", "Look at the rights of the lock.")
            }
        return
            "no command can ask or stop this node, since its socket \(SafeText.text(path)) cannot be "
            + "made: \(reason). All else works. \(hint)"
    }
}
