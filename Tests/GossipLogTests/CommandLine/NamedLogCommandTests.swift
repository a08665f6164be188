import Foundation
import GossipWire
import TestSupport
import Testing

@testable import gossip_log

@Suite("The log of a command")
struct NamedLogCommandTests {
    let log: TestLog
    private var ids: [String] { log.messages.map(\.id.hex) }

    init() throws {
        log = try SampleLog.make()
    }

    @Test("May be a word of its own, before the subcommand or after it")
    func word() throws {
        for arguments in [
            [log.path], ["list", log.path], ["--utc", log.path], [log.path, "--utc"],
            [log.path, "list"],
        ] {
            #expect(try CommandRun.result(arguments + ["-o", "id"]).lines == ids, "\(arguments)")
        }
        for command in ["stats", "sessions", "doctor", "gaps", "verify", "forks"] {
            for arguments in [[command, log.path], [log.path, command]] {
                let result = try CommandRun.result(arguments)
                #expect(result.exitCode != 2, "\(arguments): \(result.errors)")
            }
        }
    }

    @Test("May be named for all commands by GOSSIP_DB, which a word and --db override")
    func environment() throws {
        let environment = ["GOSSIP_DB": log.path]
        for arguments in [["-o", "id"], ["show", ids[0], "-o", "id"]] {
            let result = try CommandRun.result(arguments, environment: environment)
            #expect(result.lines == (arguments[0] == "show" ? [ids[0]] : ids))
        }
        let other = try TestLog()
        try other.add("other".utf8)
        for arguments in [[other.path], ["--db", other.path]] {
            let result = try CommandRun.result(arguments + ["-o", "cat"], environment: environment)
            #expect(result.lines == ["other"])
        }
        let file = log.folder.file("archive")
        #expect(try CommandRun.result(["export", file], environment: environment).exitCode == 0)
        #expect(FileManager.default.fileExists(atPath: file))
    }

    @Test("Is asked for where it is not named, and refused where two are")
    func refused() throws {
        for arguments in [
            [], ["stats"], ["show", ids[0]], ["export"], ["import", "x"], ["forks"],
        ] {
            let result = try CommandRun.result(arguments)
            #expect(result.exitCode == 2)
            #expect(
                result.errors.hasPrefix(
                    "gossip-log: no log is named. Name it with --db FILE, or for all commands with "
                        + "GOSSIP_DB.\n"
                ),
                "\(arguments): \(result.errors)"
            )
        }
        let twice = try log.run("other.sqlite")
        #expect(twice.exitCode == 2)
        #expect(twice.errors.contains("two logs are named: --db \(log.path), and other.sqlite."))
    }
}

@Suite("Words beside the output")
struct QuietTests {
    @Test("Go to standard error, where -q leaves only why something failed")
    func quiet() throws {
        let log = try SampleLog.make()
        let file = log.folder.file("archive")
        for arguments in [
            ["-g", "absent"], ["export", "--db", log.path, file], ["gaps"],
            ["show", "--db", log.path, "ffff"], ["index"],
        ] {
            let arguments = arguments.contains("--db") ? arguments : ["--db", log.path] + arguments
            let loud = try CommandRun.result(arguments)
            #expect(loud.output == "")
            #expect(loud.errors.hasPrefix("gossip-log: "))
            try? FileManager.default.removeItem(atPath: file)
            let quiet = try CommandRun.result(arguments + ["-q"])
            #expect(quiet.errors == "", "\(arguments)")
            #expect(quiet.exitCode == loud.exitCode)
        }
        let failed = try log.run("-q", "--since", "soon")
        #expect(failed.exitCode == 2)
        #expect(failed.errors.contains("is not a time"))
    }
}
