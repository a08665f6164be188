import Foundation
import GossipStore
import GossipText
import GossipWire
import TestSupport
import Testing

@testable import gossip_log

@Suite("backup, restore, doctor")
struct MaintenanceTests {
    @Test("A backup is made while the node runs, and restored with a warning about the key")
    func backupAndRestore() throws {
        let log = try SampleLog.make()
        let copy = log.folder.file("copy.sqlite")
        let backup = try CommandRun.result(["backup", "--db", log.path, copy])
        #expect(backup.exitCode == 0)
        #expect(backup.errors.hasPrefix("gossip-log: \(copy): 7 messages, "))
        #expect(try CommandRun.result(["backup", "--db", log.path, copy]).exitCode == 2)

        let running = try CommandRun.result(["restore", "--db", log.path, copy, "--replace"])
        #expect(running.exitCode == 3)
        try log.add("later".utf8)
        try log.close()
        #expect(try CommandRun.result(["restore", "--db", log.path, copy]).exitCode == 2)
        try Data().write(to: URL(fileURLWithPath: log.path + ".key"))
        let restored = try CommandRun.result(["restore", "--db", log.path, copy, "--replace"])
        #expect(restored.exitCode == 0)
        #expect(restored.errors.contains("Its newest message is of 2026-11-22 13:00:07.000+01:00."))
        #expect(restored.errors.contains("WARNING: the key \(log.path).key"))
        #expect(try log.run("-o", "id").lines.count == 7)
        let aside = try #require(
            restored.errors.split(separator: "\n").first { $0.contains(".replaced-") }?
                .split(separator: " ").first { $0.contains(".replaced-") }
        )
        let kept = try CommandRun.result(["--db", String(aside.dropLast()), "-o", "id"])
        #expect(kept.lines.count == 8)
    }

    @Test("A backup goes into a file, never to standard output, and no file is called -")
    func backupToStandardOutput() throws {
        let log = try SampleLog.make()
        let refused = try CommandRun(["backup", "--db", log.path, "-"], folder: log.folder.path)
            .finish()
        #expect(refused.exitCode == 2)
        #expect(refused.errors.contains("cannot go to standard output. Name a file"))
        #expect(!FileManager.default.fileExists(atPath: log.folder.file("-")))
    }

    @Test("A log, its backup, its export and its index are for their owner only")
    func rights() throws {
        let log = try SampleLog.make()
        let (copy, archive) = (log.folder.file("copy"), log.folder.file("archive"))
        #expect(try CommandRun.result(["backup", "--db", log.path, copy]).exitCode == 0)
        #expect(try CommandRun.result(["export", "--db", log.path, archive]).exitCode == 0)
        #expect(try CommandRun.result(["index", log.path]).exitCode == 0)
        for path in [log.path, log.path + "-wal", copy, archive, log.path + ".search"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(path)")
        }
        // A group that was let in stays; all others do not.
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: log.path)
        let doctor = try CommandRun.result(["doctor", log.path])
        #expect(doctor.output.contains("all users of this machine may read"))
        #expect(try CommandRun.result(["backup", "--db", log.path, copy + "2"]).exitCode == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: copy + "2")
        #expect(attributes[.posixPermissions] as? Int == 0o640)
    }

    @Test("A cursor of the log before is not taken for one of the restored log")
    func cursor() throws {
        let log = try SampleLog.make()
        let copy = log.folder.file("copy.sqlite")
        let cursor = log.folder.file("cursor")
        _ = try CommandRun.result(["backup", "--db", log.path, copy])
        _ = try log.run("--cursor-file", cursor)
        try log.close()
        _ = try CommandRun.result(["restore", "--db", log.path, copy, "--replace"])
        let result = try log.run("--cursor-file", cursor)
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("belongs to another log"))
    }

    @Test("The doctor sees a key that others may read, and says what to do")
    func key() throws {
        let log = try SampleLog.make()
        let key = log.path + ".key"
        try "gossip-log identity 1 00".write(toFile: key, atomically: true, encoding: .utf8)
        for (mode, grade) in [(0o644, "problem"), (0o600, "good")] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key)
            let result = try CommandRun.result(["doctor", "--db", log.path, "-o", "json"])
            let finding = try #require(result.lines.first { $0.contains(#""subject":"key""#) })
            #expect(finding.hasPrefix(#"{"event":"finding","grade":"\#(grade)","#))
            #expect(finding.contains("chmod 600") == (mode == 0o644))
            if mode == 0o644 { #expect(result.exitCode == 1) }
        }
    }

    @Test("The doctor of a log that does not read says why, and still looks at the rest")
    func unreadable() throws {
        let result = try CommandRun.result(["doctor", "--db", "/nowhere/node.sqlite"])
        #expect(result.exitCode == 1)
        #expect(result.output.hasPrefix("BAD   log          cannot open the log /nowhere/"))
        #expect(result.output.contains("\n") && result.output.contains("  sqlite"))
    }
}

@Suite("What the doctor knows")
struct DoctorTests {
    @Test("SQLite with the WAL-reset bug is named, a newer one is not")
    func sqlite() {
        #expect(SQLiteCheck(version: "3.40.1", number: 3_040_001).finding.grade == .note)
        #expect(SQLiteCheck(version: "3.51.2", number: 3_051_002).finding.grade == .note)
        #expect(SQLiteCheck(version: "3.51.3", number: 3_051_003).finding.grade == .good)
    }

    @Test("An author whose message was removed for its signature is named")
    func convictedAuthor() throws {
        let folder = try TemporaryFolder()
        let author = Identity(number: 4)
        let chain = try author.chain(2, voidAt: [0])
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        let incoming = chain.map { Incoming(message: $0, via: .catchUp, isUnchecked: true) }
        _ = try log.append(incoming, at: 2)
        let checks = LogChecks(path: log.path, clock: WallClock(now: chain[1].time, zone: .utc))
        #expect(!checks.findings().contains { $0.subject == "authors" })
        #expect(try log.convict([chain[0].id]).count == 1)
        let finding = try #require(checks.findings().first { $0.subject == "authors" })
        #expect(finding.grade == .note)
        #expect(finding.text.hasPrefix("author \(author.author.hex) signed"))
    }

    @Test("Authors whose messages go to nobody are named, each by its key")
    func foreignAuthors() throws {
        let folder = try TemporaryFolder()
        let (member, other) = (Identity(number: 4), Identity(number: 5))
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        let chains = try member.chain(2) + other.chain(2)
        _ = try log.append(chains.map { Incoming(message: $0, via: .catchUp) }, at: 2)
        let checks = LogChecks(path: log.path, clock: WallClock(now: chains[1].time, zone: .utc))
        #expect(!checks.findings().contains { $0.subject == "authors" })
        try log.takeIn(only: AuthorList([member.author]))
        let finding = try #require(checks.findings().first { $0.subject == "authors" })
        #expect(finding.grade == .note && finding.text.contains(other.author.hex))
        #expect(!finding.text.contains(member.author.hex))
    }

    @Test("What was removed by a clock that was ahead is found, with the way back")
    func bounds() throws {
        let checks = LogChecks(
            path: "node.sqlite",
            clock: WallClock(now: 1_000_000_000, zone: .utc)
        )
        #expect(checks.bounds(Scope(horizon: 999_000_000, expired: 1_000_016_384)) == nil)
        let day = Scope(horizon: 0, expired: 1_086_400_000)
        let finding = try #require(checks.bounds(day))
        #expect(finding.grade == .problem)
        #expect(finding.text.contains("1970-01-13 13:46:40.000Z, 1 d from now"))
        #expect(finding.advice.contains("let the node run for two minutes"))
    }

    @Test("Space is judged by what the log takes")
    func space() {
        let total: UInt64 = 100 << 30
        #expect(DiskChecks.space(free: 1 << 20, total: total, log: 0).grade == .problem)
        #expect(DiskChecks.space(free: 1 << 30, total: total, log: 2 << 30).grade == .note)
        #expect(DiskChecks.space(free: 3 << 30, total: total, log: 2 << 30).grade == .good)
    }

    @Test("The file system is found by the device, and judged by its kind")
    func fileSystem() {
        let mounts = """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            31 22 0:28 / /run/shm rw shared:5 master:1 - tmpfs tmpfs rw
            40 22 0:300 / /mnt rw - nfs4 host:/x rw
            """
        #expect(FileSystemKind(device: 0x801, mounts: mounts)?.name == "ext4")
        #expect(FileSystemKind(device: 28, mounts: mounts)?.isMemory == true)
        #expect(FileSystemKind(device: 0x10002C, mounts: mounts)?.isNetwork == true)
        #expect(FileSystemKind(device: 99, mounts: mounts) == nil)
        #expect(DiskChecks.kind(FileSystemKind(name: "ext4")) == nil)
        #expect(DiskChecks.kind(FileSystemKind(name: "tmpfs"))?.grade == .problem)
        #expect(DiskChecks.kind(FileSystemKind(name: "nfs4"))?.grade == .problem)
    }

    @Test("Datagrams dropped for want of buffer are counted by the kernel")
    func drops() throws {
        let text = """
            Tcp: RtoAlgorithm
            Tcp: 1
            Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors
            Udp: 1000 2 3 900 42 0
            """
        let counters = try #require(UDPCounters(text: text))
        #expect((counters.received, counters.receiveBufferErrors) == (1000, 42))
        #expect(NetworkChecks.drops(counters).grade == .note)
        #expect(NetworkChecks.drops(counters).text.hasPrefix("42 of 1,042 datagrams"))
        #expect(UDPCounters(text: "") == nil)
        #expect(NetworkChecks.receiveBuffer(212_992).advice.contains("sysctl -w"))
        #expect(NetworkChecks.receiveBuffer(4 << 20).grade == .good)
    }

    @Test("A clock from before this program cannot be right")
    func clock() {
        let past = ClockChecks(clock: WallClock(now: 1_000, zone: .utc))
        #expect(past.finding(hasService: true).grade == .problem)
        let now = ClockChecks(clock: WallClock(now: TestLog.start, zone: .utc))
        #expect(now.finding(hasService: true).grade == .good)
        #expect(now.finding(hasService: false).grade == .note)
    }
}
