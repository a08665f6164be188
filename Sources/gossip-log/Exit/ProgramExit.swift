import ArgumentParser
import GossipStore
import Glibc
import GossipText

/// The program's end after an error or a request for help: its text, where that goes, and its code.
struct ProgramExit {
    let status: ExitStatus
    let text: String

    init(of error: any Error) {
        switch error {
        case is OutputClosed:
            (status, text) = (.done, "")
        case let failure as CommandFailure:
            (status, text) = (failure.exit, Self.line(failure.message))
        case let unknown as UnknownCommand:
            (status, text) = (.failure, Self.line(unknown.description))
        case let limit as OpenFileLimit:
            (status, text) = (.failure, Self.line("cannot start: \(limit)"))
        case let failure as StoreError:
            (status, text) = (ExitStatus(failure.code), Self.line(failure.description))
        case _ where GossipLog.exitCode(for: error).isSuccess:
            // Help and version.
            (status, text) = (.done, GossipLog.fullMessage(for: error))
        default:
            // The parser's own findings, which it would end with code 64.
            let command = ArgumentOrder.subcommand(of: Array(CommandLine.arguments.dropFirst()))
            let advice = "\nSee gossip-log --help and gossip-log \(command) --help."
            let message = GossipLog.message(for: error)
            let sentence = message.prefix(1).lowercased() + message.dropFirst()
            (status, text) = (.failure, Self.line(sentence + advice))
        }
    }

    /// Prints the text: help to standard output, all else to standard error.
    ///
    /// Throws: `OutputClosed` or `CommandFailure` when help cannot be written.
    func report() throws {
        guard !text.isEmpty else { return }
        guard status == .done else { return Diagnostics.say(self) }
        let sink = ByteSink(descriptor: STDOUT_FILENO)
        // Help is laid out already.
        sink.write(SafeText.text(text, .lines) + "\n")
        try sink.flush()
    }

    private static func line(_ message: String) -> String {
        message.isEmpty ? "" : "gossip-log: " + message
    }
}

extension ExitStatus {
    /// The exit code for what went wrong with a log.
    fileprivate init(_ code: StoreError.Code) {
        switch code {
        case .busy, .locked, .outdated: self = .busy
        case .corrupt: self = .damaged
        case .newerVersion, .olderVersion, .changedMigration: self = .otherVersion
        case .full, .io, .notALog, .missing, .unreadable, .unwritable, .misuse, .internalFault:
            self = .failure
        }
    }
}
