import Foundation
import TestSupport
import Testing

/// Bytes from outside on the node's own streams: none acts on a terminal.
@Suite("Hostile text before a node")
struct NodeHostileTextTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func check(_ node: NodeProcess, _ arguments: [String]) {
        for text in [node.output.joined(separator: "\n"), node.errors] {
            let dangers = HostileText.dangers(in: text)
            #expect(dangers.isEmpty, "\(arguments): \(dangers) in \(text.debugDescription)")
            #expect(!HostileText.isForged(text), "\(arguments): \(text.debugDescription)")
        }
    }

    @Test(
        "Every option refuses it, or the start fails, with nothing raw",
        arguments: ["run", "identity"]
    )
    func everyOptionRefusesItOrTheStartFails(command: String) throws {
        let help = try folder.run(["--experimental-dump-help"])
        #expect(try help.exitCode() == 0)
        let all = try CommandHelp(json: help.output.joined(separator: "\n")).options
        let options = try #require(all[command])
        #expect(options.contains("db"))
        let nowhere = folder.file("\(HostileText.all)/a.sqlite")
        let wrong = [["--\(HostileText.all)"], [HostileText.all], []]
        for added in wrong + options.map({ ["--\($0)=\(HostileText.all)/a"] }) {
            let arguments = [command, "--db", nowhere] + added
            let node = try folder.run(arguments)
            #expect(try node.exitCode() != 0)
            #expect(!node.errors.isEmpty)
            check(node, arguments)
        }
    }

    @Test("Lines, fields and names full of it are told of with nothing raw")
    func linesFieldsAndNamesFullOfItAreToldOf() throws {
        let name = "\(HostileText.all).sqlite"
        let arguments = [
            "--db", name, "--listen", "127.0.0.1:0", "--input", "json", "--log-level", "debug",
            "--topic", HostileText.prefix(utf8: 127),
        ]
        let node = try folder.run(arguments)
        let text = try String(
            decoding: JSONEncoder().encode(HostileText.all),
            as: UTF8.self
        )
        node.send("{\"body\": \(text), \"tag\": \"t\"}")
        node.send("{\(text): 1}")
        node.send("{\"body\": 1, \(text): \(text)}")
        node.send("{\"body\": \"\(HostileText.all.filter { !$0.isNewline })\"}")
        node.send("{\"body\": \"the last\", \"tag\": \"last\"}")
        try node.text("tag last")
        #expect(try node.stop() == 0)
        #expect(node.output.contains { $0.contains("unknown field") })
        check(node, arguments)
    }
}
