/// The reason why the program ends without having done what was asked.
struct CommandFailure: Error, Equatable {
    /// One or two lines for a person: the failure, its cause, and the next step.
    let message: String
    let exit: ExitStatus

    init(_ message: String, exit: ExitStatus = .failure) {
        self.message = message
        self.exit = exit
    }
}

/// The program's exit codes.
enum ExitStatus: Int32 {
    /// Done.
    case done = 0
    /// A listing matched nothing, or a check found something.
    case nothing = 1
    /// Not done: wrong use, a log that cannot be read, or output that cannot be written.
    case failure = 2
    /// The log is in use or being brought up to date: try again.
    case busy = 3
    /// The log is damaged.
    case damaged = 4
    /// The log was made by another version of the program.
    case otherVersion = 5
}
