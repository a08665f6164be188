import GossipText

/// A failure to read standard input, for a person.
struct InputFailure: Error, Equatable, CustomStringConvertible {
    /// The error number of the system.
    let number: Int32

    var description: String {
        "cannot read standard input: \(SystemError.text(number)). The node runs on, and publishes "
            + "nothing more from there."
    }
}
