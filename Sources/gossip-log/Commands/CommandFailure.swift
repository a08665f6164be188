/// Why the program ends without having done what was asked.
struct CommandFailure: Error, Equatable {
    /// One or two lines for a person: what failed, on what, why, what to do next.
    let message: String
    let exit: ExitStatus

    init(_ message: String, exit: ExitStatus = .failure) {
        self.message = message
        self.exit = exit
    }
}
