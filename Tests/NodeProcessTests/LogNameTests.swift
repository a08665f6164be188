import Foundation
import TestSupport
import Testing

/// The names of a log: whatever name it goes by, it is one log with one key and one node.
@Suite("Names of a log")
struct LogNameTests {
    let folder: TemporaryFolder
    private let files = FileManager.default

    init() throws {
        folder = try TemporaryFolder()
        for name in ["disk", "links"] {
            try files.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
        }
        try files.createSymbolicLink(
            atPath: folder.file("links/a.sqlite"),
            withDestinationPath: "../disk/a.sqlite"
        )
        try files.createSymbolicLink(atPath: folder.file("way"), withDestinationPath: "disk")
    }

    /// Runs a node on the log until it has published once.
    private func author(_ name: String) throws -> String {
        let node = try folder.node(name)
        let started = try node.line("started") { $0.event == "started" }
        node.send(#"{"body":"one"}"#)
        try node.line("published") { $0.event == "published" }
        #expect(try node.stop() == 0)
        return try #require(started.node)
    }

    private func names(in name: String) throws -> Set<String> {
        Set(try files.contentsOfDirectory(atPath: folder.file(name)))
    }

    private func query(_ arguments: String...) throws -> NodeProcess {
        try NodeProcess(
            arguments,
            in: folder,
            executable: NodeProcess.executable("gossip-log")
        )
    }

    @Test("A log has one key and one history under all its names, and nothing lies beside a link")
    func aLogHasOneKeyUnderAllItsNames() throws {
        let author = try author("disk/a.sqlite")
        #expect(try self.author("links/a.sqlite") == author)
        #expect(try self.author("way/a.sqlite") == author)
        #expect(try names(in: "links") == ["a.sqlite"])
        let identity = try folder.run(["identity", "--db", "links/a.sqlite"])
        #expect(try identity.exitCode() == 0)
        #expect(identity.output.first?.contains(author) == true)
        let doctor = try query("doctor", "--db", "links/a.sqlite")
        _ = try doctor.exitCode()
        let text = doctor.output.joined(separator: "\n")
        #expect(text.contains("disk/a.sqlite.key is there"), "\(text)")
    }

    @Test(
        "A second node under another name is refused",
        arguments: ["links/a.sqlite", "way/a.sqlite", "way/../disk/a.sqlite"]
    )
    func aSecondNodeUnderAnotherNameIsRefused(name: String) throws {
        let first = try folder.node("way/a.sqlite")
        _ = try first.listening()
        let second = try folder.node(name)
        #expect(try second.exitCode() == 1)
        #expect(second.errors.contains("another node uses it (process \(first.pid))"))
        #expect(try first.stop() == 0)
    }

    @Test("A link that leads nowhere is refused with a sentence, and nothing is made")
    func aLinkThatLeadsNowhereIsRefused() throws {
        for command in [["--db", "links/a.sqlite"], ["identity", "--db", "links/a.sqlite"]] {
            let node = try folder.run(command)
            #expect(try node.exitCode() == 1)
            #expect(node.errors.contains("it is a symbolic link to a file that is not there"))
        }
        let list = try query("--db", "links/a.sqlite")
        #expect(try list.exitCode() == 2)
        #expect(list.errors.contains("it is a symbolic link to a file that is not there"))
        #expect(try names(in: "links") == ["a.sqlite"])
        #expect(try names(in: "disk").isEmpty)
    }

    @Test("A log with two hard links is refused under both, and used when one of them is gone")
    func aLogWithTwoHardLinksIsRefused() throws {
        let author = try author("disk/a.sqlite")
        try files.linkItem(atPath: folder.file("disk/a.sqlite"), toPath: folder.file("b.sqlite"))
        for name in ["disk/a.sqlite", "b.sqlite"] {
            let node = try folder.node(name)
            #expect(try node.exitCode() == 1)
            #expect(node.errors.contains("the file has 2 names (hard links)"))
            let list = try query("--db", name)
            #expect(try list.exitCode() == 2)
            #expect(list.errors.contains("the file has 2 names (hard links)"))
        }
        #expect(!files.fileExists(atPath: folder.file("b.sqlite.key")))
        try files.removeItem(atPath: folder.file("b.sqlite"))
        #expect(try self.author("disk/a.sqlite") == author)
    }

    @Test(
        "A log that is mounted by itself is refused: what belongs to it is elsewhere",
        .enabled(if: SmallDisk.isAvailable, SmallDisk.unavailable)
    )
    func aLogThatIsMountedByItselfIsRefused() throws {
        _ = try author("disk/a.sqlite")
        try FileBytes.write([], to: folder.file("b c.sqlite"))
        let script = "mount --bind disk/a.sqlite 'b c.sqlite' && exec \"$0\" --db 'b c.sqlite'"
        let node = try NodeProcess(
            SmallDisk.unshare + ["sh", "-c", script, NodeProcess.executable.path],
            in: folder,
            executable: URL(fileURLWithPath: "/usr/bin/unshare")
        )
        #expect(try node.exitCode() == 1)
        #expect(node.errors.contains("the file is mounted by itself"), "\(node.errors)")
    }

    @Test("A backup is restored to where a link leads, and the link stays")
    func aBackupIsRestoredToWhereALinkLeads() throws {
        _ = try author("disk/a.sqlite")
        let backup = try query("backup", "--db", "links/a.sqlite", "copy.sqlite")
        #expect(try backup.exitCode() == 0)
        let restore = try query("restore", "--db", "links/a.sqlite", "copy.sqlite", "--replace")
        #expect(try restore.exitCode() == 0)
        #expect(restore.errors.contains("disk/a.sqlite.key may have signed"))
        #expect(try names(in: "links") == ["a.sqlite"])
        let target = try files.destinationOfSymbolicLink(atPath: folder.file("links/a.sqlite"))
        #expect(target == "../disk/a.sqlite")
        #expect(try folder.objects("list", "links/a.sqlite").count == 1)
    }
}
