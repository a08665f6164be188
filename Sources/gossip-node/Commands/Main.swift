import ArgumentParser
import Glibc

/// Parses, runs, and turns what failed into a sentence and an exit code.
@main
enum Main {
    static func main() {
        // A peer or a reader that has gone is an error code, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try GossipNodeCommand.parseAsRoot()
            try command.run()
        } catch let failure as CommandFailure {
            StandardError.write("gossip-node: \(failure)\n")
            exit(failure.status.rawValue)
        } catch {
            leave(with: error)
        }
    }

    /// What the argument parser has to say: help and version on standard output with code 0,
    /// wrong use on standard error with code 2.
    private static func leave(with error: any Error) -> Never {
        let text = GossipNodeCommand.fullMessage(for: error)
        if GossipNodeCommand.exitCode(for: error).isSuccess {
            _ = StandardOutput.write(Array("\(text)\n".utf8))
            exit(ExitStatus.success.rawValue)
        }
        StandardError.write("\(text)\n")
        exit(ExitStatus.wrongUse.rawValue)
    }
}
