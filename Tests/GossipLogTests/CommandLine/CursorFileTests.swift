import Foundation
import Glibc
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import gossip_log

@Suite("--cursor-file and --after")
struct CursorFileTests {
    let log: TestLog
    let cursor: String

    init() throws {
        log = try SampleLog.make()
        cursor = log.folder.file("cursor")
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
        #expect(ConsumerCursor(text: text)?.arrival == 7)
        let names = try FileManager.default.contentsOfDirectory(atPath: log.folder.path)
        #expect(!names.contains { $0.contains(".draft") })
    }

    @Test("A link planted where a draft could be leads to nothing written")
    func planted() throws {
        let victim = log.folder.file("victim")
        try "precious".write(toFile: victim, atomically: true, encoding: .utf8)
        // The shell's process becomes the program's, so that its number is known before.
        let result = try CommandRun(
            [
                "-c",
                "ln -s victim cursor.$$.new; ln -s victim cursor.$$.draft; "
                    + "exec \"$0\" --db \"$1\" --cursor-file cursor",
                CommandRun.executable.path, log.path,
            ],
            program: "/bin/sh",
            folder: log.folder.path
        ).finish()
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
        #expect(try ConsumerCursor(text: String(contentsOfFile: cursor, encoding: .utf8)) != nil)
    }

    @Test("A link in the place of the cursor is replaced, and a cursor keeps its rights")
    func linked() throws {
        let victim = log.folder.file("victim")
        try "precious".write(toFile: victim, atomically: true, encoding: .utf8)
        _ = try bodies()
        chmod(cursor, 0o600)
        try log.add("new".utf8)
        #expect(try bodies() == ["new"])
        var status = stat()
        #expect(stat(cursor, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let elsewhere = log.folder.file("elsewhere")
        rename(cursor, elsewhere)
        symlink(elsewhere, cursor)
        let text = try String(contentsOfFile: elsewhere, encoding: .utf8)
        try log.add("newer".utf8)
        #expect(try bodies() == ["newer"])
        #expect(try String(contentsOfFile: elsewhere, encoding: .utf8) == text)
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

    /// Starts the tool with its output appended to a file.
    private func append(to file: String, _ arguments: String...) throws -> CommandRun {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        return try CommandRun(
            ["--db", log.path, "--cursor-file", cursor] + arguments,
            terminal: handle
        )
    }

    private func size(_ file: String) -> Int {
        var status = stat()
        return stat(file, &status) == 0 ? Int(status.st_size) : 0
    }

    @Test("Killed at any moment, it goes on where the file ends: each message once, none cut")
    func killed() throws {
        try log.add(count: 4_000) { "message \($0) of many, to fill a block" }
        let file = log.folder.file("output")
        var random = SeededGenerator(seed: 9)
        var kills = 0
        var isDone = false
        while !isDone {
            let run = try append(to: file, "-o", "json")
            // Killed when it has written some more, in the middle of a line as well.
            let enough = size(file) + Int.random(in: 1..<300_000, using: &random)
            while run.isRunning, size(file) < enough { sched_yield() }
            isDone = !run.isRunning
            if !isDone {
                run.kill()
                kills += 1
            }
        }
        let printed = try String(contentsOfFile: file, encoding: .utf8)
            .split(separator: "\n").map { line in
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                return (object as? [String: Any])?["arrival"] as? Int
            }
        #expect(printed == Array(1...4_007))
        #expect(kills > 0)
    }

    @Test("A reader killed amid messages that came out of order prints each once, as more arrive")
    func killedAmidMessagesOutOfOrder() throws {
        func add(_ count: Int, _ generator: inout SeededGenerator) throws {
            let times = (0..<count).map { TestLog.start + UInt64($0) }.shuffled(using: &generator)
            for time in times {
                try log.add("of some length, to fill a block".utf8, time: time)
            }
        }
        var random = SeededGenerator(seed: 5)
        try add(1_500, &random)
        let file = log.folder.file("output")
        for _ in 0..<3 {
            let run = try append(to: file, "-o", "json")
            let enough = size(file) + Int.random(in: 1..<200_000, using: &random)
            while run.isRunning, size(file) < enough { sched_yield() }
            run.kill()
            try add(100, &random)
        }
        #expect(try append(to: file, "-o", "json").end() == 0)
        let printed = try String(contentsOfFile: file, encoding: .utf8)
            .split(separator: "\n").map { line in
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                return (object as? [String: Any])?["arrival"] as? Int ?? 0
            }
        #expect(printed.sorted() == Array(1...1_807))
        #expect(printed != Array(1...1_807))
    }

    @Test("What somebody else has written to the file is kept")
    func foreignOutput() throws {
        let file = log.folder.file("output")
        #expect(try append(to: file, "-o", "cat").end() == 0)
        let before = try Data(contentsOf: URL(fileURLWithPath: file))
        let note = Data("a note\n".utf8)
        try (before + note).write(to: URL(fileURLWithPath: file))
        try log.add("new".utf8)
        #expect(try append(to: file, "-o", "cat").end() == 0)
        let after = try Data(contentsOf: URL(fileURLWithPath: file))
        #expect(after == before + note + Data("new\n".utf8))
    }
}
