import ArgumentParser
import Glibc
import GossipNode

/// The exit codes of the program, which scripts and supervisors rely on.
enum ExitStatus: Int32 {
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
        case .insecure: self = .wrongUse
        default: self = .failure
        }
    }
}

/// A failure the person at the command line is told of, with the exit code that goes with it.
struct CommandFailure: Error, CustomStringConvertible {
    let status: ExitStatus
    let description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }

    init(_ error: NodeError) {
        self.init(ExitStatus(error), error.description)
    }
}
