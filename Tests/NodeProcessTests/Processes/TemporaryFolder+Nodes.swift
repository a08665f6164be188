import TestSupport

extension TemporaryFolder {
    /// Starts a node with JSON on both sides, on a free port.
    func node(_ db: String, _ arguments: String...) throws -> NodeProcess {
        try NodeProcess(
            ["--db", db, "--input", "json", "--format", "json"]
                + (arguments.contains("--listen") ? [] : ["--listen", "127.0.0.1:0"])
                + arguments,
            in: self
        )
    }

    /// Starts a node with exactly these arguments.
    func run(_ arguments: [String]) throws -> NodeProcess {
        try NodeProcess(arguments, in: self)
    }
}
