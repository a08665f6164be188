import GossipText
public import GossipWire

/// Why a file of network keys is not used.
///
/// The description is the sentence a person reads.
public struct NetworkKeyFileError: Error, Equatable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Problem: Equatable, Sendable {
        /// A system call failed: what was tried ("read", "write") and the error number.
        case system(String, Int32)
        /// Others than the owner may read or write the file, which has these mode bits.
        case rights(mode: UInt32)
        /// There is no file.
        case absent
        /// There is a file already where one is to be made.
        case taken
        /// The file holds something else.
        case content(NetworkKeyError)
    }

    /// The file.
    public let path: String
    /// The kind of this failure.
    public let problem: Problem

    /// The failed action, its object, the reason, and the next step.
    public var description: String {
        switch problem {
        case .system(let operation, let code):
            "cannot \(operation) the network key file \(path): \(SystemError.text(code))."
        case .rights(let mode):
            "the network key file \(path) is open to others (mode 0\(String(mode, radix: 8))). "
                + "Anyone who reads it can reach the network. Run: chmod 600 \(ShellWord.quoted(path))"
        case .absent:
            "there is no network key file \(path). Copy it from another node of the network, or make a new "
                + "network: gossip-node keygen --output \(ShellWord.quoted(path))"
        case .taken:
            "there is a file \(path) already, and it is left as it is: it may be the key of a network. "
                + "Choose another name."
        case .content(let error):
            "the network key file \(path) \(error)."
        }
    }
}
