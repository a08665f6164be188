/// The program's exit codes.
enum ExitStatus: Int32 {
    /// Done.
    case done = 0
    /// Nothing matched.
    case nothing = 1
    /// Wrong use, or a log that cannot be read.
    case failure = 2
}
