import ArgumentParser
import Glibc
import GossipText

/// Parses, runs, and turns a failure into a sentence and an exit code.
@main
enum GossipNodeMain {
    static func main() {
        StandardStreams.hold()
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if let request = CompletionRequest(arguments) {
                let answer = request.answer(
                    for: "gossip-node",
                    help: { GossipNodeCommand._dumpHelp() }
                )
                try StandardOutput.write(Array(answer.utf8))
                return
            }
            try requireKnownCommand()
            var command = try GossipNodeCommand.parseAsRoot()
            try command.run()
        } catch let failure as NodeFailure {
            StandardError.say("gossip-node: \(failure)")
            exit(failure.status.rawValue)
        } catch let failure as AskFailure {
            StandardError.say("gossip-node: \(failure)")
            exit(failure.status.rawValue)
        } catch let unknown as UnknownCommand {
            StandardError.say("gossip-node: \(unknown)")
            exit(NodeExitStatus.wrongUse.rawValue)
        } catch {
            leave(with: error)
        }
    }

    private static var commands: [String] {
        GossipNodeCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    }

    /// Refuses a first word that is neither a command nor a log.
    private static func requireKnownCommand() throws(UnknownCommand) {
        guard let word = CommandLine.arguments.dropFirst().first,
            !word.hasPrefix("-"), word != "help", !commands.contains(word),
            !LogName.isMeant(by: word)
        else { return }
        throw UnknownCommand(word, of: "gossip-node", commands: commands)
    }

    /// Says the argument parser's text: help and version on standard output with code 0, wrong use on
    /// standard error with code 2.
    private static func leave(with error: any Error) -> Never {
        if GossipNodeCommand.exitCode(for: error).isSuccess {
            exit(print(GossipNodeCommand.fullMessage(for: error)).rawValue)
        }
        let message = GossipNodeCommand.message(for: error)
        let sentence = message.prefix(1).lowercased() + message.dropFirst()
        let word = CommandLine.arguments.dropFirst().first ?? ""
        let command = commands.contains(word) ? word : "run"
        StandardError.say(
            "gossip-node: \(sentence)\nSee gossip-node --help and gossip-node \(command) --help."
        )
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
