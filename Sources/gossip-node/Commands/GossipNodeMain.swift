import ArgumentParser
import Glibc

/// Parses, runs, and turns a failure into a sentence and an exit code.
@main
enum GossipNodeMain {
    static func main() {
        // A peer or a reader that has gone is an error code, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try GossipNodeCommand.parseAsRoot()
            try command.run()
        } catch let failure as NodeFailure {
            StandardError.say("gossip-node: \(failure)")
            exit(failure.status.rawValue)
        } catch {
            leave(with: error)
        }
    }

    /// Says the argument parser's text: help and version on standard output with code 0, wrong use on
    /// standard error with code 2.
    private static func leave(with error: any Error) -> Never {
        let text = GossipNodeCommand.fullMessage(for: error)
        if GossipNodeCommand.exitCode(for: error).isSuccess {
            _ = StandardOutput.write(Array("\(text)\n".utf8))
            exit(NodeExitStatus.success.rawValue)
        }
        StandardError.say(text)
        exit(NodeExitStatus.wrongUse.rawValue)
    }
}
