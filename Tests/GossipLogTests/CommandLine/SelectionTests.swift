import Glibc
import GossipWire
import Testing

@testable import gossip_log

@Suite("Which messages are listed")
struct SelectionTests {
    let log: TestLog

    init() throws {
        log = try SampleLog.make()
    }

    /// The arrival numbers that a listing prints.
    private func arrivals(_ arguments: String...) throws -> [Int] {
        let result = try CommandRun.result(["--db", log.path] + arguments + ["-o", "id"])
        #expect(result.exitCode == (result.lines.isEmpty ? 1 : 0), "\(result.errors)")
        return result.lines.map { id in
            (log.messages.firstIndex { $0.id.hex == id } ?? -1) + 1
        }
    }

    @Test("-n takes the newest, in order; -r turns the order")
    func newest() throws {
        #expect(try arrivals() == [1, 2, 3, 4, 5, 6, 7])
        #expect(try arrivals("-n", "3") == [5, 6, 7])
        #expect(try arrivals("-n3") == [5, 6, 7])
        #expect(try arrivals("--lines", "100") == [1, 2, 3, 4, 5, 6, 7])
        #expect(try arrivals("-n", "all") == [1, 2, 3, 4, 5, 6, 7])
        #expect(try arrivals("-r") == [7, 6, 5, 4, 3, 2, 1])
        #expect(try arrivals("-n", "2", "-r") == [7, 6])
        #expect(try arrivals("-n", "0") == [])
    }

    @Test("--since and --until are inclusive, on message time")
    func times() throws {
        #expect(try arrivals("--since", "2026-11-22 13:00:05") == [5, 6, 7])
        #expect(try arrivals("-S", "2026-11-22T12:00:05Z", "-U", "@1795348806") == [5, 6])
        #expect(try arrivals("--since", "2026-11-22 13:00:05.001") == [6, 7])
        #expect(try arrivals("--until", "2026-11-22 13:00:02") == [1, 2])
        #expect(try arrivals("--until=2026-11-22") == [])
        #expect(try arrivals("-n", "1", "--until", "2026-11-22 13:00:02") == [2])
    }

    @Test("A time that the clocks show twice is the first for --since and the last for --until")
    func doubledHour() throws {
        let log = try TestLog()
        // 02:15 in summer time, 02:15 an hour later, and 03:15, of the night of the change.
        let times: [UInt64] = [1_792_887_300_000, 1_792_890_900_000, 1_792_894_500_000]
        try sign(times, in: log)
        func listed(_ arguments: String...) throws -> [UInt64] { try signedTimes(log, arguments) }
        #expect(try listed("--since", "2026-10-25 02:15") == times)
        #expect(try listed("--until", "2026-10-25 02:15") == Array(times[...1]))
        #expect(
            try listed("-S", "2026-10-25 02:15", "-U", "2026-10-25 02:15") == Array(times[...1])
        )
        #expect(try listed("-S", "2026-10-25 02:15:00.001") == Array(times[1...]))
        #expect(try listed("-U", "2026-10-25 02:14:59") == [times[0]])
    }

    @Test("Days begin when they do, in zones whose clocks skip a midnight or show it twice")
    func midnights() throws {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        // In zones where it is about noon: near midnight, summer time would make it another day.
        let ahead = 12 - Int(parts.tm_hour)
        now += ahead * 3_600
        gmtime_r(&now, &parts)
        let midnight = UInt64(timegm(&parts) / 86_400 * 86_400 - ahead * 3_600) * 1_000
        let year = Int(parts.tm_year) + 1900
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        // The day of the year as a rule counts it: without 29 February.
        let day = Int(parts.tm_yday) + (isLeap && parts.tm_yday > 58 ? 0 : 1)
        let other = (day + 180) % 365 + 1
        let log = try TestLog()
        let hour: UInt64 = 3_600_000
        let times = [midnight - hour - 1, midnight - hour, midnight - 1, midnight]
        try sign(times, in: log)
        func listed(_ zone: String, _ arguments: String...) throws -> [UInt64] {
            try signedTimes(log, arguments, environment: ["TZ": zone])
        }
        // Summer time begins at 00:00 today, which is 01:00 then.
        let skipping = "AAA\(-ahead)BBB,J\(day)/0,J\(other)/0"
        #expect(try listed(skipping, "--since", "today") == [times[3]])
        #expect(try listed(skipping, "--until", "today") == times)
        #expect(try listed(skipping, "--since", "00:30") == [times[3]])
        // Summer time ends at 01:00 today, which is 00:00 then.
        let doubling = "AAA\(-ahead)BBB,J\(other)/0,J\(day)/1"
        #expect(try listed(doubling, "--since", "today") == Array(times[1...]))
        #expect(try listed(doubling, "--until", "today") == times)
        #expect(try listed(doubling, "--until", "yesterday") == [])
    }

    /// Stores an own message of each of these times.
    private func sign(_ times: [UInt64], in log: TestLog) throws {
        for time in times {
            let message = log.own.sign(
                try Draft(body: Array("x".utf8)),
                sequence: UInt64(log.messages.count + 1),
                previous: log.messages.last?.id ?? .zero,
                time: time
            )
            try log.store(message, via: .own)
        }
    }

    /// The times of the messages that a listing prints.
    private func signedTimes(
        _ log: TestLog,
        _ arguments: [String],
        environment: [String: String] = [:]
    ) throws -> [UInt64] {
        let result = try CommandRun.result(
            ["--db", log.path, "-o", "id"] + arguments,
            environment: environment
        )
        return result.lines.compactMap { id in log.messages.first { $0.id.hex == id }?.time }
    }

    @Test("--arrived switches to the time of arrival")
    func arrived() throws {
        #expect(try arrivals("--arrived", "--since", "2026-11-22 13:00:05.001") == [5, 6, 7])
        #expect(try arrivals("--arrived", "--until", "2026-11-22 13:00:02.250") == [1, 2])
        #expect(try arrivals("--arrived", "--until", "2026-11-22 13:00:02.249") == [1])
        let line = try log.run("--arrived", "-n", "1", "--utc").output
        #expect(line.hasPrefix("2026-11-22 12:00:07.250Z  "))
    }

    @Test("--topic can be repeated; an empty one is messages without topic")
    func topics() throws {
        #expect(try arrivals("--topic", "alerts") == [2, 3, 6])
        #expect(try arrivals("-t", "alerts", "-t", "news") == [2, 3, 4, 6, 7])
        #expect(try arrivals("-t", "") == [1, 5])
        #expect(try arrivals("-t", "alert") == [])
        #expect(try arrivals("-t", "alerts", "-n", "2") == [3, 6])
    }

    @Test("A topic that no message has is named, with those that there are")
    func unknownTopic() throws {
        let expected = "gossip-log: no topic is called \"alert\" here; there are alerts, news.\n"
        for command in [[], ["stats"], ["export"]] {
            let result = try CommandRun.result(command + ["--db", log.path, "-t", "alert"])
            #expect(result.exitCode == 1)
            #expect(result.errors.hasSuffix(expected.dropFirst("gossip-log: ".count)), "\(command)")
        }
        let other = try log.run("-t", "alerts", "-g", "absent")
        #expect(other.errors == "gossip-log: no message matches.\n")
        let many = try TestLog()
        for number in 0..<20 { try many.add("x".utf8, topic: "topic-\(number)") }
        for _ in 0..<2 { try many.add("x".utf8, topic: "zebra") }
        let nearest = try many.run("-t", "tpoic-19").errors
        #expect(nearest.contains("topic-19, "))
        #expect(nearest.contains("zebra … gossip-log topics lists them."))
        let hostile = try many.run("-t", "\u{1B}[2J").errors
        #expect(!hostile.contains("\u{1B}"))
        let run = try CommandRun(["--db", log.path, "-f", "-t", "alert"])
        #expect(run.says(expected))
        run.kill()
    }

    @Test("--author takes a name, a start of the key, or the whole key, and can be repeated")
    func authors() throws {
        let bob = log.bob.author.hex
        #expect(try arrivals("--author", "alice") == [2, 4, 6])
        #expect(try arrivals("-a", String(bob.prefix(6))) == [3, 5])
        #expect(try arrivals("-a", bob.uppercased()) == [3, 5])
        #expect(try arrivals("-a", "alice", "-a", bob) == [2, 3, 4, 5, 6])
        #expect(try arrivals("-a", String(repeating: "0", count: 64)) == [])
        #expect(try arrivals("-a", "alice", "-t", "alerts", "-n1") == [6])
    }

    @Test("--grep searches bodies, -n counts what it found")
    func grep() throws {
        #expect(try arrivals("--grep", "l") == [1, 2, 4])
        #expect(try arrivals("-g", "^[df]") == [2, 3])
        #expect(try arrivals("-g", "l", "-n", "2") == [2, 4])
        #expect(try arrivals("-g", "l", "-n", "2", "-r") == [4, 2])
        #expect(try arrivals("-g", "(?i)DISK") == [2])
        #expect(try arrivals("-g", "-x") == [])
    }

    @Test("--grep ignores case without a capital letter, or as --case-sensitive says")
    func caseSensitive() throws {
        let log = try TestLog()
        for body in ["Disk", "disk", "DISK"] { try log.add(body.utf8) }
        func found(_ arguments: String...) throws -> [String] {
            try CommandRun.result([log.path, "-o", "cat"] + arguments).lines
        }
        #expect(try found("-g", "disk") == ["Disk", "disk", "DISK"])
        #expect(try found("-g", "Disk") == ["Disk"])
        #expect(try found("-g", "disk", "--case-sensitive") == ["disk"])
        #expect(try found("--case-sensitive", "-g", "disk") == ["disk"])
        #expect(try found("-g", "DISK", "--case-sensitive=no") == ["Disk", "disk", "DISK"])
        #expect(try log.run("-g", "x", "--case-sensitive=perhaps").exitCode == 2)
    }

    @Test("--after continues exactly after a message, in the order of arrival")
    func after() throws {
        let third = log.messages[2].id
        #expect(try arrivals("--after", "5") == [6, 7])
        #expect(try arrivals("--after", "0") == [1, 2, 3, 4, 5, 6, 7])
        #expect(try arrivals("--after", third.hex) == [4, 5, 6, 7])
        #expect(try arrivals("--after", third.description) == [4, 5, 6, 7])
        #expect(try arrivals("--after", "2", "-n", "2") == [3, 4])
        #expect(try arrivals("--after", "2", "-r", "-n", "2") == [7, 6])
        #expect(try arrivals("--after", "7") == [])
        #expect(try arrivals("--after", "1", "--since", "2026-11-22 13:00:06") == [6, 7])
        #expect(
            try arrivals("--after", "1", "--since", "2026-11-22 13:00:03", "-n", "1") == [3]
        )
    }

    @Test("The common options may stand before the subcommand")
    func order() throws {
        let id = log.messages[0].id.hex
        #expect(try log.run("list", "-n", "1").exitCode == 0)
        #expect(try log.run("show", id).exitCode == 0)
        #expect(try CommandRun.result(["list", "--db", log.path]).exitCode == 0)
    }
}
