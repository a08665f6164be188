import ArgumentParser
import TestSupport

@testable import gossip_log

/// A call of each subcommand of `gossip-log`, for what holds for all of them.
enum EveryCommand {
    /// The arguments by the name of the subcommand; those that write a file do so in the folder.
    static func calls(on log: String, in folder: TemporaryFolder) -> [String: [String]] {
        let target = folder.file("target-\(UInt64.random(in: 0 ... .max))")
        return [
            "list": ["--db", log],
            "show": ["--db", log, "0"],
            "stats": ["--db", log],
            "sessions": ["--db", log],
            "topics": ["--db", log],
            "authors": ["--db", log],
            "peers": ["--db", log],
            "gaps": ["--db", log],
            "forks": ["--db", log],
            "compare": [log, log],
            "export": ["--db", log, target],
            "import": ["--db", log, "/dev/null"],
            "bundle": ["--db", log, "--for", log, target],
            "summary": ["--db", log, target],
            "backup": ["--db", log, target],
            "restore": ["--db", target, log],
            "prune": ["--db", log, "--max-age", "1d"],
            "doctor": ["--db", log],
            "verify": ["--db", log],
            "salvage": [log, target],
            "index": ["--db", log],
        ]
        .reduce(into: [:]) { calls, call in calls[call.key] = [call.key] + call.value }
    }

    /// The names of all subcommands.
    static var names: Set<String> {
        Set(GossipLog.configuration.subcommands.compactMap { $0.configuration.commandName })
    }
}
