import Foundation
import GossipWire
import Testing

@testable import gossip_log

@Suite("--cursor-file and --after")
struct CursorFileTests {
    let log: TestLog
    let cursor: String

    init() throws {
        log = try SampleLog.make()
        cursor = log.folder.appendingPathComponent("cursor").path
    }

    private func bodies(_ arguments: String...) throws -> [String] {
        try CommandRun.result(
            ["--db", log.path, "--cursor-file", cursor, "-o", "id"] + arguments
        ).lines.map { id in
            log.messages.first { $0.id.hex == id }.map { String(decoding: $0.body, as: UTF8.self) }
                ?? "?"
        }
    }

    @Test("Each run prints what came since the last one, and nothing twice")
    func continues() throws {
        #expect(try bodies().count == 7)
        #expect(try bodies() == [])
        try log.add("new".utf8)
        try log.restart()
        try log.add("newer".utf8)
        #expect(try bodies() == ["new", "newer"])
        #expect(try bodies() == [])
    }

    @Test("With -n the first run takes the newest, later ones pass over nothing")
    func limited() throws {
        #expect(try bodies("-n", "2").last == "goodbye")
        for body in ["a", "b", "c"] { try log.add(body.utf8) }
        #expect(try bodies("-n", "2") == ["a", "b"])
        #expect(try bodies("-n", "2") == ["c"])
    }

    @Test("The file is replaced as a whole and leaves no draft beside it")
    func replaced() throws {
        _ = try bodies()
        let text = try String(contentsOfFile: cursor, encoding: .utf8)
        #expect(Cursor(text: text)?.arrival == 7)
        let names = try FileManager.default.contentsOfDirectory(atPath: log.folder.path)
        #expect(!names.contains { $0.hasSuffix(".new") })
    }

    @Test("A cursor of another log is refused and kept")
    func anotherLog() throws {
        _ = try bodies()
        let before = try String(contentsOfFile: cursor, encoding: .utf8)
        let other = try SampleLog.make()
        let result = try other.run("--cursor-file", cursor)
        #expect(result.exitCode == 2)
        #expect(result.output == "")
        #expect(result.errors.contains("belongs to another log"))
        #expect(try String(contentsOfFile: cursor, encoding: .utf8) == before)
    }

    @Test("A file that is no cursor is refused and kept, and so is a folder that is not there")
    func notACursor() throws {
        try "precious".write(toFile: cursor, atomically: true, encoding: .utf8)
        let result = try log.run("--cursor-file", cursor)
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("is not a cursor file"))
        #expect(try String(contentsOfFile: cursor, encoding: .utf8) == "precious")
        let missing = try log.run("--cursor-file", "/nowhere/cursor")
        #expect(missing.exitCode == 2)
        #expect(missing.output == "")
        #expect(missing.errors.contains("/nowhere/cursor"))
    }
}
