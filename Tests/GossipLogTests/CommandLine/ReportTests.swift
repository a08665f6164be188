import Foundation
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import gossip_log

@Suite("stats, sessions, peers, gaps")
struct ReportTests {
    private func run(
        _ log: TestLog,
        _ subcommand: String,
        _ arguments: String...
    ) throws
        -> CommandRun.Result
    {
        try CommandRun.result([subcommand, "--db", log.path] + arguments)
    }

    /// The lines of a report in JSON, parsed.
    private func objects(_ result: CommandRun.Result) throws -> [[String: Any]] {
        try result.lines.map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require(object as? [String: Any])
        }
    }

    @Test("stats counts messages and bytes, over time, by author and topic")
    func stats() throws {
        let log = try SampleLog.make()
        let objects = try objects(run(log, "stats", "-o", "json"))
        let total = try #require(objects.first)
        let bytes = log.messages.reduce(0) { $0 + $1.encoded.count }
        #expect(total["messages"] as? Int == 7)
        #expect(total["bytes"] as? Int == bytes)
        #expect(total["authors"] as? Int == 3)
        #expect(total["topics"] as? Int == 3)
        #expect(total["first"] as? String == "2026-11-22T12:00:01.000Z")
        #expect(total["last"] as? String == "2026-11-22T12:00:07.000Z")
        let rate = objects.filter { $0["event"] as? String == "rate" }
        #expect(rate.map { $0["messages"] as? Int } == [Int?](repeating: 1, count: 7))
        #expect(rate.allSatisfy { $0["seconds"] as? Int == 1 })
        let topics = objects.filter { $0["event"] as? String == "topic" }
        #expect(topics.map { $0["topic"] as? String } == ["alerts", "", "news"])
        #expect(topics.map { $0["messages"] as? Int } == [3, 2, 2])
        let authors = objects.filter { $0["event"] as? String == "author" }
        #expect(authors.first?["author"] as? String == log.alice.author.hex)
        #expect(authors.first?["name"] as? String == "alice")
    }

    @Test("stats of a part, for people")
    func statsText() throws {
        let log = try SampleLog.make()
        let output = try run(log, "stats", "--utc", "-t", "alerts", "--since", "@1795348803").output
        #expect(output.hasPrefix("  messages   2 by 2 authors on 1 topic\n"))
        #expect(output.contains("  2026-11-22 12:00:03  1  █"))
        #expect(output.contains("\nalice   "))
        #expect(try run(log, "stats", "-t", "nothing").exitCode == 1)
    }

    @Test("sessions shows each run: its end, what it caught up, and the proof")
    func sessions() throws {
        let log = try SampleLog.make()
        let peer = try log.peer("127.0.0.1:5020", node: log.bob.author, name: "bob")
        let proof = EqualityProof(
            count: 7,
            fingerprint: log.log.snapshot().fingerprint,
            milliseconds: TestLog.start + 2_000
        )
        try log.log.recordCatchUp(
            CatchUpRecord(
                run: 1,
                peer: peer,
                startedMilliseconds: TestLog.start + 1_000,
                endedMilliseconds: TestLog.start + 2_000,
                needed: 5,
                received: 5,
                sent: 2,
                roundTrips: 1,
                proof: proof
            )
        )
        try log.restart()
        try log.add("later".utf8)
        let result = try run(log, "sessions", "--utc")
        #expect(
            result.output.hasPrefix(
                """
                run 1  2026-11-22 12:00:00.000Z
                  end        2026-11-22 12:01:00.000Z, clean, after 1 min
                  messages   0 at its start, 7 arrived
                """
            )
        )
        #expect(
            result.output.contains(
                """
                  caught up  2026-11-22 12:00:01.000Z with 127.0.0.1:5020 (bob): got 5 of 5, gave 2, in \
                1 s and 1 round trip
                             proved equal: 7 messages, fingerprint \(proof.fingerprintHex)

                run 2  2026-11-22 12:02:00.000Z
                  end        runs now
                  messages   7 at its start, 1 arrived
                """
            )
        )
        let objects = try objects(run(log, "sessions", "-o", "json"))
        #expect(objects.map { $0["event"] as? String } == ["run", "catch-up", "run"])
        #expect(objects.map { $0["end"] as? String } == ["clean", nil, "running"])
        #expect(objects.map { $0["live"] as? Bool } == [true, nil, false])
        let never =
            "live       never, alone: in this run no peer's log was proved equal to this one"
        #expect(result.output.split(separator: never).count == 2)
        #expect(objects[1]["proof_fingerprint"] as? String == proof.fingerprintHex)
        #expect(try run(log, "sessions", "-n", "1", "-o", "json").lines.count == 1)
    }

    @Test("A run that never said it ended was killed")
    func killed() throws {
        let log = try SampleLog.make()
        // The copy has no lock: nobody runs on it.
        let copy = log.folder.file("copy.sqlite")
        for ending in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: log.path + ending, toPath: copy + ending)
        }
        let result = try CommandRun.result(["sessions", "--db", copy])
        #expect(result.output.contains("  end        unknown: killed"))
    }

    @Test("topics and authors list what is in use, those with the most messages first")
    func topicsAndAuthors() throws {
        let log = try SampleLog.make()
        let topics = try run(log, "topics", "--utc").lines
        #expect(topics[0] == "TOPIC   MESSAGES  NEWEST")
        #expect(topics[1] == "alerts         3  2026-11-22 12:00:06.000Z")
        #expect(
            Set(topics[2...]) == [
                "-              2  2026-11-22 12:00:05.000Z",
                "news           2  2026-11-22 12:00:07.000Z",
            ]
        )
        let topicObjects = try objects(run(log, "topics", "-o", "json"))
        #expect(topicObjects.map { $0["messages"] as? Int } == [3, 2, 2])
        #expect(topicObjects[0]["topic"] as? String == "alerts")
        #expect(topicObjects[0]["newest"] as? String == "2026-11-22T12:00:06.000Z")
        let authors = try objects(run(log, "authors", "-o", "json"))
        #expect(authors.map { $0["messages"] as? Int } == [3, 2, 2])
        #expect(authors[0]["name"] as? String == "alice")
        #expect(authors[0]["author"] as? String == log.alice.author.hex)
        #expect(
            try run(log, "authors").lines[1].hasPrefix(
                "alice     \(log.alice.author.hex.prefix(8))  "
            )
        )
        #expect(try run(log, "authors", "-o", "wide").output.contains(log.alice.author.hex))
        let empty = try TestLog()
        for command in ["topics", "authors"] {
            let result = try run(empty, command)
            #expect(result.exitCode == 1)
            #expect(result.errors.contains("no message is in"))
        }
    }

    @Test("topics says when it has looked at the newest messages only")
    func newestTopics() throws {
        let log = try TestLog()
        try log.add("old".utf8, topic: "old")
        try log.add("new".utf8)
        try log.multiplyNewest(times: 99_999)
        let result = try run(log, "topics", "-o", "json")
        #expect(try objects(result).map { $0["messages"] as? Int } == [100_000])
        #expect(
            result.errors.contains(
                "these are of the newest 100,000 of 100,001 messages; gossip-log stats counts all."
            )
        )
        #expect(try log.run("-t", "old", "-o", "cat").output == "old\n")
    }

    @Test("peers shows state, round trip, last seen and cursor")
    func peers() throws {
        let log = try TestLog()
        #expect(try run(log, "peers").exitCode == 1)
        try log.log.savePeers([
            PeerRecord(
                identity: PeerIdentity(address: "127.0.0.1:5010", node: log.alice.author),
                name: "al\u{1B}ice",
                source: .configured,
                status: .up,
                firstSeenMilliseconds: TestLog.start,
                lastSeenMilliseconds: TestLog.start,
                roundTripMicroseconds: 12_345,
                cursor: PeerCursor(
                    incarnation: LogIncarnation(
                        high: 0x0707_0707_0707_0707,
                        low: 0x0707_0707_0707_0707
                    ),
                    arrival: 1_234
                )
            ),
            PeerRecord(
                identity: PeerIdentity(address: "[::1]:5020", node: nil),
                source: .discovered,
                failures: 3
            ),
        ])
        let lines = try run(log, "peers").lines
        #expect(lines[1].contains("  now  "))
        let key = log.alice.author.hex.prefix(8)
        #expect(lines.count == 3)
        #expect(lines[1].contains("up       127.0.0.1:5010  -     \(key)  12.3 ms  "))
        #expect(lines[1].hasSuffix("      0   1,234"))
        #expect(lines[2].hasPrefix("unknown  [::1]:5020      -     -  "))
        let objects = try objects(run(log, "peers", "-o", "json"))
        #expect(objects.map { $0["state"] as? String } == ["up", "unknown"])
        #expect(objects.map { $0["source"] as? String } == ["configured", "discovered"])
        #expect(objects[0]["cursor_arrival"] as? Int == 1_234)
        #expect(objects[0]["round_trip_us"] as? Int == 12_345)
    }

    @Test(
        "gaps names the missing numbers of each author and ends with 1, or with 0 when there are none"
    )
    func gaps() throws {
        let log = try SampleLog.make()
        let sound = try run(log, "gaps")
        #expect(sound.exitCode == 0)
        #expect(sound.output == "")
        #expect(sound.errors.contains("nothing is missing"))
        try log.skipMessage(of: log.bob)
        try log.add("late".utf8, by: log.bob, via: .catchUp)
        let result = try run(log, "gaps", "-o", "json")
        #expect(result.exitCode == 1)
        #expect(
            result.output == """
                {"event":"gap","author":"\(log.bob.author.hex)","first":3,"last":3,"missing":1}

                """
        )
        #expect(try run(log, "gaps", "-a", "alice").exitCode == 0)
        #expect(try run(log, "gaps").lines.count == 2)
    }

    @Test("No report passes on what acts on a terminal")
    func hostile() throws {
        let log = try TestLog()
        let peer = try log.peer("127.0.0.1:5010", node: log.bob.author, name: "\u{1B}[2Jbob\n")
        try log.add("x".utf8, topic: "\u{1B}]0;t\u{07}", by: log.bob, via: .relay, from: peer)
        try log.skipMessage(of: log.bob)
        try log.add("y".utf8, by: log.bob, via: .relay, from: peer)
        for subcommand in ["stats", "sessions", "peers", "gaps"] {
            for format in ["text", "json"] {
                let result = try run(log, subcommand, "-o", format)
                #expect(result.exitCode == (subcommand == "gaps" ? 1 : 0))
                #expect(!result.output.contains("\u{1B}"))
            }
        }
    }
}
