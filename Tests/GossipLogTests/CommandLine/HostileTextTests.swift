import Foundation
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import gossip_log

/// Bytes from outside, be it from a peer or from the command line: none acts on a terminal.
@Suite("Hostile text")
struct HostileTextTests {
    /// A log that holds hostile text wherever a log can, under a hostile name.
    private static func log() throws -> TestLog {
        let log = try TestLog(named: HostileText.all)
        let peer = try log.peer(
            HostileText.all,
            node: log.alice.author,
            name: HostileText.prefix(utf8: 64)
        )
        let topic = HostileText.prefix(utf8: 127)
        try log.add(
            HostileText.all.utf8,
            topic: topic,
            by: log.alice,
            via: .relay,
            from: peer
        )
        try log.add(HostileText.all.utf8, topic: topic)
        try log.add("one".utf8, topic: topic)
        try log.add("another".utf8, topic: topic, fork: 2)
        try log.skipMessage(of: log.alice)
        try log.add("after a gap".utf8, by: log.alice, via: .catchUp, from: peer)
        try log.log.identifyRun(node: log.own.author, name: HostileText.prefix(utf8: 64))
        try log.close()
        return log
    }

    private func check(_ result: CommandRun.Result, _ arguments: [String]) {
        for text in [result.output, result.errors] {
            let dangers = HostileText.dangers(in: text)
            #expect(
                dangers.isEmpty,
                "\(arguments.first ?? ""): \(dangers) in \(text.debugDescription)"
            )
            #expect(
                !HostileText.isForged(text),
                "\(arguments.first ?? ""): \(text.debugDescription)"
            )
        }
        #expect(!result.wasKilled)
    }

    @Test("Every command tells of a log full of it, under a name of it, with nothing raw")
    func everyCommandTellsOfALogFullOfIt() throws {
        let log = try Self.log()
        let calls = EveryCommand.calls(on: log.path, in: log.folder)
        let last = try #require(log.messages.last?.id.hex)
        for (name, call) in calls {
            let call = name == "show" ? ["show", "--db", log.path, last] : call
            check(try CommandRun.result(call), call)
        }
        for format in ["full", "json", "id"] {
            let call = ["list", "--db", log.path, "-o", format]
            check(try CommandRun.result(call), call)
        }
        for name in ["stats", "sessions", "peers", "gaps", "forks", "compare", "doctor"] {
            let call = (calls[name] ?? []) + ["-o", "json"]
            check(try CommandRun.result(call), call)
        }
    }

    @Test("Every option of every command refuses it, or takes it, with nothing raw")
    func everyOptionOfEveryCommandRefusesItOrTakesIt() throws {
        let log = try SampleLog.make()
        try log.close()
        let calls = EveryCommand.calls(on: log.path, in: log.folder)
        let help = try CommandRun.result(["--experimental-dump-help"])
        var options = try CommandHelp(json: help.output).options
        options["help"] = nil
        #expect(Set(options.keys) == Set(calls.keys))
        for (name, names) in options {
            let call = calls[name] ?? []
            let wrong = [["--\(HostileText.all)"], [HostileText.all], ["-o", HostileText.all]]
            for added in wrong + names.map({ ["--\($0)=\(HostileText.all)"] }) {
                let arguments = call + added
                let run = try CommandRun(arguments, folder: log.folder.path)
                check(try run.finish(), arguments)
            }
        }
    }

    @Test("A file that is not there, and a subcommand that is none, are named with nothing raw")
    func aFileThatIsNotThereIsNamed() throws {
        let folder = try TemporaryFolder()
        let nowhere = folder.file("\(HostileText.all)/\(HostileText.all)")
        for call in EveryCommand.calls(on: nowhere, in: folder).values {
            let result = try CommandRun.result(call)
            check(result, call)
            #expect(result.exitCode != 0)
        }
        let call = [HostileText.all, "--db", nowhere]
        check(try CommandRun.result(call), call)
    }

    @Test("On a terminal with colours, only these act")
    func onATerminalWithColoursOnlyTheseAct() throws {
        let log = try Self.log()
        let calls = EveryCommand.calls(on: log.path, in: log.folder)
        let shown = [
            ["list", "--db", log.path], ["list", "--db", log.path, "-o", "full"],
            ["list", "--db", log.path, "-o", "cat"],
            ["show", "--db", log.path, log.messages[0].id.hex], calls["stats"],
            calls["sessions"], calls["peers"], calls["gaps"], calls["forks"], calls["compare"],
        ]
        for call in shown.compactMap(\.self) {
            let terminal = try TestTerminal(columns: 60)
            let paged = call + (call[0] == "compare" ? [] : ["--no-pager"])
            let run = try CommandRun(
                paged,
                environment: ["PAGER": "cat"],
                terminal: FileHandle(fileDescriptor: terminal.program)
            )
            let output = terminal.output().replacing("\r\n", with: "\n")
            _ = try run.end()
            #expect(!output.isEmpty, "\(call[0])")
            let dangers = HostileText.dangers(in: output, colors: true)
            #expect(dangers.isEmpty, "\(call[0]): \(dangers) in \(output.debugDescription)")
        }
    }
}
