import Foundation
import GossipWire
import TestSupport
import Testing

/// The names of authors in what the commands print.
@Suite("Names in output")
struct NameCommandTests {
    @Test("Every JSON of a message has the name of its author beside the key, where it is known")
    func json() throws {
        let log = try SampleLog.make()
        let other = try TestLog(named: "other.sqlite")
        let alice = #""author":"\#(log.alice.author.hex)","name":"alice","sequence":"#
        let bob = #""author":"\#(log.bob.author.hex)","sequence":"#
        let calls = [
            ["list", "--db", log.path, "-o", "json"],
            ["show", "--db", log.path, log.messages[1].id.hex, "-o", "json"],
            ["export", "--db", log.path, "-o", "json"],
            ["bundle", "--db", log.path, "--for", other.path, "-o", "json"],
            ["compare", log.path, other.path, "-o", "json"],
        ]
        for call in calls {
            let lines = try CommandRun.result(call).lines.filter { $0.contains(#""author":"#) }
            #expect(lines.contains { $0.contains(alice) }, "\(call): \(lines)")
            #expect(!lines.contains { $0.contains(#""alike""#) }, "\(call)")
            guard call[0] != "show" else { continue }
            #expect(lines.contains { $0.contains(bob) }, "\(call): \(lines)")
        }
    }

    @Test("An archive with names is imported like one without")
    func archive() throws {
        let log = try SampleLog.make()
        let archive = log.folder.file("archive.json")
        #expect(
            try CommandRun.result(["export", "--db", log.path, archive, "-o", "json"]).exitCode == 0
        )
        let target = log.folder.file("target.sqlite")
        #expect(
            try CommandRun.result(["import", "--db", target, archive, "--create"]).exitCode == 0
        )
        let ids = try [log.path, target].map { path in
            try CommandRun.result(["list", "--db", path, "-o", "id"]).lines.sorted()
        }
        #expect(ids[0] == ids[1] && ids[0].count == log.messages.count)
    }

    @Test("On a terminal of any width the key beside a name that looks like another is whole")
    func narrow() throws {
        let log = try TestLog()
        for (number, author) in [log.alice, log.bob].enumerated() {
            let peer = try log.peer(
                "127.0.0.1:\(5_000 + number)",
                node: author.author,
                name: "annabella katharina"
            )
            try log.add("x".utf8, topic: "chat", by: author, via: .relay, from: peer)
        }
        for columns in [40, 60, 80, 100] {
            let terminal = try TestTerminal(columns: UInt16(columns))
            let run = try CommandRun(
                ["list", "--db", log.path, "--no-pager", "--color", "never"],
                environment: ["TERM": "xterm-256color"],
                terminal: FileHandle(fileDescriptor: terminal.program)
            )
            let shown = terminal.output()
            #expect(try run.finishElsewhere().exitCode == 0)
            for author in [log.alice, log.bob] {
                #expect(shown.contains(author.author.hex.prefix(8)), "\(columns): \(shown)")
            }
        }
    }
}
