import Foundation
import GossipWire
import TestSupport
import Testing

@testable import gossip_log

@Suite("Completion of a command line")
struct CompletionTests {
    let log: TestLog

    init() throws {
        log = try SampleLog.make()
    }

    /// The words that are offered, without what they mean.
    private func complete(_ words: String...) throws -> [String] {
        let result = try CommandRun.result(["complete"] + words)
        #expect(result.exitCode == 0)
        #expect(result.errors == "")
        return result.lines.map { String($0.prefix { $0 != "\t" }) }
    }

    @Test("The flags of the default command need no subcommand, and are offered once")
    func flags() throws {
        let flags = try complete("--")
        #expect(Set(["--db", "--since", "--topic", "--help", "--version"]).isSubset(of: flags))
        #expect(Set(flags).count == flags.count)
        #expect(try complete("--db", "x", "--d") == [])
        #expect(try complete("-t", "x", "--to") == ["--topic"], "which may be repeated")
        #expect(try complete("prune", "--max") == ["--max-age", "--max-size", "--max-count"])
        #expect(try !complete("--db", "x", "--", "--").contains("--since"))
    }

    @Test(
        "Files are offered where a file belongs",
        arguments: [
            ["--db", ""], ["compare", ""], ["--cursor-file", ""], ["forks", "--check", "x"],
            ["backup", ""], ["stats", ""], ["import", "a", ""], [""],
        ]
    )
    func files(words: [String]) throws {
        let result = try CommandRun.result(["complete"] + words)
        #expect(result.lines.last == ":files")
    }

    @Test("The values of an option are offered, also behind its =")
    func values() throws {
        #expect(try complete("-o", "") == ["short", "full", "json", "cat", "id"])
        #expect(try complete("stats", "-o", "w") == ["wide"])
        #expect(try complete("--color=a") == ["--color=auto", "--color=always"])
        #expect(
            try complete("--case-sensitive=") == ["--case-sensitive=yes", "--case-sensitive=no"]
        )
        #expect(try complete("--since", "t") == ["today"])
        #expect(try complete("show", "-g", "") == [":files"], "no option of show")
    }

    @Test("Subcommands are offered until one stands there")
    func subcommands() throws {
        #expect(try complete("sh").first == "show")
        #expect(try complete(log.path, "sta") == ["stats"], "the log stands there already")
        #expect(try !complete("stats", "sh").contains("show"))
    }

    @Test("Topics, authors and ids come from the log, however it is named")
    func fromTheLog() throws {
        #expect(try complete("--db", log.path, "-t", "") == ["alerts", "news"])
        #expect(try complete(log.path, "--topic", "n") == ["news"])
        #expect(try complete("--db=\(log.path)", "--topic=n") == ["--topic=news"])
        let named = try CommandRun.result(
            ["complete", "-t", "al"],
            environment: ["GOSSIP_DB": log.path]
        )
        #expect(named.lines == ["alerts\t3 messages"])
        let authors = try complete("--db", log.path, "-a", "")
        #expect(authors.contains("alice"))
        #expect(authors.contains(String(log.bob.author.hex.prefix(16))))
        let ids = try complete("show", log.path, "")
        #expect(
            ids.dropLast().sorted() == log.messages.map { String($0.id.hex.prefix(16)) }.sorted()
        )
        #expect(try complete("--db", "/nowhere/x.sqlite", "-t", "") == [])
    }

    @Test("A word that acts on a terminal is not offered")
    func hostile() throws {
        try log.add("x".utf8, topic: "\u{1B}[2J")
        try log.add("x".utf8, topic: "two\nlines")
        #expect(try complete("--db", log.path, "-t", "") == ["alerts", "news"])
        let ids = try CommandRun.result(["complete", "show", log.path, ""])
        #expect(!ids.output.contains("\u{1B}"))
    }
}

/// The shells themselves, those that are installed.
@Suite("Completion in a shell")
struct ShellCompletionTests {
    let log: TestLog

    init() throws {
        log = try SampleLog.make()
        for shell in ["bash", "zsh", "fish"] {
            let script = try CommandRun.result(["--generate-completion-script", shell])
            try script.output.write(
                toFile: log.folder.file(shell),
                atomically: true,
                encoding: .utf8
            )
        }
    }

    private static func has(_ shell: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/" + shell)
    }

    private var environment: [String: String] {
        let folder = CommandRun.executable.deletingLastPathComponent().path
        return ["PATH": "\(folder):/usr/bin:/bin", "HOME": log.folder.path]
    }

    /// The offers of bash for words of which the last is being typed.
    private func bash(_ words: String...) throws -> [String] {
        let program = """
            source ./bash; COMP_WORDS=(gossip-log "$@"); COMP_CWORD=$#
            _gossip_log; printf '%s\\n' "${COMPREPLY[@]}"
            """
        let run = try CommandRun(
            ["--norc", "--noprofile", "-c", program, "bash"] + words,
            environment: environment,
            program: "/usr/bin/bash",
            folder: log.folder.path
        )
        let result = try run.finish()
        #expect(result.errors == "")
        return result.lines
    }

    @Test(
        "bash offers flags, files, values, topics and ids",
        .enabled(if: has("bash"), "no bash here")
    )
    func bashOffers() throws {
        #expect(try bash("--since", "1h", "--to") == ["--topic"])
        #expect(try bash("--db", "node.sqlite-w") == ["node.sqlite-wal"])
        #expect(try bash("--output", "=", "j") == ["json"], "as bash breaks --output=j")
        #expect(try bash("--output", "=") == ["short", "full", "json", "cat", "id"])
        #expect(try bash("--db", "'node.sqlite'", "-t", "") == ["alerts", "news"])
        #expect(try bash("show", "node.sqlite", "-o", "f") == ["full"])
        #expect(try bash("node.sqlite", "sho").first == "show")
        let ids = log.messages.map { String($0.id.hex.prefix(16)) }
        #expect(Set(try bash("show", "node.sqlite", "")).isSuperset(of: ids))
        #expect(try bash("export", "--db", "node.sqlite", "--author", "al") == ["alice"])
    }

    @Test("bash evaluates nothing that was typed", .enabled(if: has("bash"), "no bash here"))
    func bashEvaluatesNothing() throws {
        _ = try bash("--db", "$(touch evaluated)", "-t", "")
        _ = try bash("--db", "`touch evaluated`", "-t", "$(touch evaluated)")
        #expect(!FileManager.default.fileExists(atPath: log.folder.file("evaluated")))
        try log.add("x".utf8, topic: "$(touch evaluated)")
        #expect(try bash("--db", "node.sqlite", "-t", "$") == [#"\$\(touch\ evaluated\)"#])
    }

    @Test("fish offers the same", .enabled(if: has("fish"), "no fish here"))
    func fishOffers() throws {
        func fish(_ line: String) throws -> [String] {
            let run = try CommandRun(
                ["--no-config", "-c", "source ./fish; complete -C \"$argv[1]\"", line],
                environment: environment,
                program: "/usr/bin/fish",
                folder: log.folder.path
            )
            return try run.finish().lines.map { String($0.prefix { $0 != "\t" }) }
        }
        #expect(try fish("gossip-log --to") == ["--topic"])
        #expect(try fish("gossip-log --db node.sqlite -t ") == ["alerts", "news"])
        #expect(try fish("gossip-log -o j") == ["json"])
        #expect(try fish("gossip-log --db node.sqlite-w") == ["node.sqlite-wal"])
    }

    @Test("zsh reads the script", .enabled(if: has("zsh"), "no zsh here"))
    func zshReads() throws {
        let run = try CommandRun(
            ["-f", "-n", "./zsh"],
            environment: environment,
            program: "/usr/bin/zsh",
            folder: log.folder.path
        )
        let result = try run.finish()
        #expect(result.exitCode == 0)
        #expect(result.errors == "")
    }
}
