import Foundation
import Glibc
import GossipWire
import TestSupport
import Testing

@testable import gossip_log

@Suite("Output that cannot be written")
struct UnwritableOutputTests {
    let log: TestLog

    init() throws {
        log = try SampleLog.make()
    }

    /// Runs a command whose standard output is a full disk.
    private func runOnFullDisk(_ arguments: [String]) throws -> (exitCode: Int32, errors: String) {
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        return try CommandRun(arguments, terminal: full).finishElsewhere()
    }

    /// Runs a command by a shell that redirects its streams.
    private func run(_ arguments: [String], _ redirections: String) throws -> CommandRun.Result {
        try CommandRun(
            ["-c", "exec \"$0\" \"$@\" \(redirections)", CommandRun.executable.path] + arguments,
            program: "/bin/sh"
        ).finish()
    }

    @Test(
        "It is an error of every command, help included",
        arguments: [
            ["--help"], ["--version"], ["list", "--help"], ["list"], ["list", "-o", "json"],
            ["list", "-o", "cat"], ["show", "ID"], ["stats"], ["sessions"], ["peers"],
            ["summary", "-"], ["export"], ["export", "-", "-o", "json"], ["verify"], ["doctor"],
            ["import", "-o", "json", "--dry-run"],
        ]
    )
    func everyCommand(command: [String]) throws {
        var arguments = command.map { word in
            switch word {
            case "ID": log.messages[0].id.hex
            default: word
            }
        }
        if !command.contains(where: { $0.hasPrefix("--help") || $0 == "--version" }) {
            arguments += ["--db", log.path]
        }
        let result = try runOnFullDisk(arguments)
        #expect(result.exitCode == 2, "\(result.errors)")
        #expect(result.errors.contains("cannot write the output: no space left on device."))
        #expect(result.errors.hasPrefix("gossip-log: ") || command == ["export"])
    }

    @Test("A cursor does not move past it", arguments: [["list"], ["export"]])
    func cursor(command: [String]) throws {
        let cursor = log.folder.file("cursor")
        let arguments = command + ["--db", log.path, "--cursor-file", cursor]
        #expect(try runOnFullDisk(arguments).exitCode == 2)
        #expect(try run(arguments, ">&-").exitCode == 2)
        let listed = try CommandRun.result(
            ["--db", log.path, "--cursor-file", cursor, "-o", "id"]
        )
        #expect(listed.lines == log.messages.map(\.id.hex))
    }

    @Test("A stream that was closed at the start is no file of the program's")
    func closedStreams() throws {
        let output = try run(["--db", log.path], ">&-")
        #expect(output.exitCode == 2)
        #expect(output.errors.contains("cannot write the output: bad file descriptor."))
        let all = try run(["--db", log.path], "<&- >&- 2>&-")
        #expect(all.exitCode == 2)
        #expect(all.output.isEmpty && all.errors.isEmpty)
        let input = try run(["forks", "--check", "-"], "<&-")
        #expect(input.exitCode == 2)
        #expect(input.errors.contains("cannot read standard input: bad file descriptor."))
        let errors = try run(["--db", log.path, "-o", "id"], "<&- 2>&-")
        #expect(errors.exitCode == 0)
        #expect(errors.lines == log.messages.map(\.id.hex))
        #expect(try run(["verify", "--db", log.path], "").exitCode == 0)
    }

    @Test("Too few open files are a sentence, whatever their number", arguments: [8, 12, 16, 23])
    func openFiles(number: Int) throws {
        let result = try CommandRun(
            [
                "-c", "ulimit -n \(number) && exec \"$0\" \"$@\"", CommandRun.executable.path,
                "--db", log.path,
            ],
            program: "/bin/sh"
        ).finish()
        #expect(result.exitCode == 2)
        #expect(
            result.errors == """
                gossip-log: cannot start: gossip-log may open only \(number) files and sockets at \
                once, and needs up to 24. Raise the limit: ulimit -n 1024, or LimitNOFILE= of a \
                service.

                """
        )
    }
}
