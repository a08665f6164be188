import Glibc
import GossipText

/// Why a key file is not used.
///
/// The description is the sentence a person reads.
public struct IdentityFileError: Error, Equatable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Problem: Equatable, Sendable {
        /// A system call failed: what was tried ("read", "create", "write") and the error number.
        case system(String, Int32)
        /// Others than the owner may read or write the file, which has these mode bits.
        case rights(mode: UInt32)
        /// The path of the log does not lead to one log; the sentence says why.
        case log(String)
        /// The file is not one line of a key.
        case content
    }

    /// The key file.
    public let path: String
    /// The kind of this failure.
    public let problem: Problem

    /// The failed action, its object, the reason, and the next step.
    public var description: String {
        switch problem {
        case .system(let operation, let code):
            "cannot \(operation) the key file \(path): \(SystemError.text(code)). "
                + "The node must be able to write in the folder of its log."
        case .log(let sentence):
            sentence
        case .rights(let mode):
            "the key file \(path) is open to others (mode 0\(String(mode, radix: 8))). "
                + "Anyone who reads it can sign as this node. Run: chmod 600 \(ShellWord.quoted(path))"
        case .content:
            "\(path) is not a key file: one line \"gossip-log identity 1\" and 64 hex digits is "
                + "expected. Put the right file back, or move it away to start with a new key."
        }
    }
}
