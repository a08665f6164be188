import GossipText

/// The reason why a node could not be asked.
package enum ControlFailure: Error, Equatable, CustomStringConvertible {
    /// No node runs on the log.
    case noNode(log: String)
    /// Somebody has the log, and no socket.
    case noSocket(log: String, process: Int?)
    /// The socket cannot be reached, for the system's reason.
    case unreachable(socket: String, number: Int32)
    /// There was no whole answer in time.
    case silent(milliseconds: UInt64)
    /// The answer is none of a node.
    case garbled

    /// The sentence for people.
    package var description: String {
        switch self {
        case .noNode(let log):
            "no node runs on \(SafeText.text(log)). Start one with gossip-node --db "
                + "\(SafeText.text(ShellWord.quoted(log)))."
        case .noSocket(let log, let process):
            "\(process.map { "process \($0)" } ?? "another process") has \(SafeText.text(log)), and "
                + "has no socket to be asked on. A node that has none says so at its start."
        case .unreachable(let socket, let number):
            "the node's socket \(SafeText.text(socket)) cannot be reached: "
                + "\(SystemError.text(number)). Only the user who runs the node may ask it."
        case .silent(let milliseconds):
            "the node has not answered within \(TimeFormat.span(milliseconds: milliseconds)). It may "
                + "still do what was asked. Wait longer with --timeout."
        case .garbled: "the answer cannot be read. Is the node of another version?"
        }
    }
}
