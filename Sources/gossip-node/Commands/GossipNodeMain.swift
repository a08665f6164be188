import ArgumentParser
import Glibc
import GossipText

/// Parses, runs, and turns a failure into a sentence and an exit code.
@main
enum GossipNodeMain {
    static func main() {
        StandardStreams.hold()
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
            exit(print(text).rawValue)
        }
        StandardError.say(text)
        exit(NodeExitStatus.wrongUse.rawValue)
    }

    /// Prints help or the version; a reader who has seen enough of it is no failure.
    private static func print(_ text: String) -> NodeExitStatus {
        do throws(OutputFailure) {
            try StandardOutput.write(Array("\(SafeText.text(text, .lines))\n".utf8))
        } catch .closed {
        } catch {
            StandardError.say("gossip-node: \(error)")
            return .failure
        }
        return .success
    }
}
