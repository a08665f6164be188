import GossipNode

/// The exit codes of the program, on which scripts and supervisors rely.
enum NodeExitStatus: Int32 {
    /// Stopped as asked.
    case success = 0
    /// Could not start, or could not go on.
    case failure = 1
    /// Wrong use: an unknown flag, a bad address, a refused combination.
    case wrongUse = 2
    /// The log was written by a newer version of the program.
    case newerLog = 3

    /// The code for an error of a node.
    init(_ error: NodeError) {
        switch error.code {
        case .newerLog: self = .newerLog
        case .network: self = .wrongUse
        default: self = .failure
        }
    }
}
