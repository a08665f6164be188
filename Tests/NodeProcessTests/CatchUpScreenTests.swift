import Foundation
import Glibc
import TestSupport
import Testing

/// A node that was away for long, before a person.
@Suite("A catch-up on a terminal")
struct CatchUpScreenTests {
    private static let count = 4_000

    @Test("shows a bar, then the newest ten messages and the command for all")
    func bar() throws {
        let folder = try TemporaryFolder()
        let peer = try NodeProcess(
            ["--db", "b.sqlite", "--listen", "127.0.0.1:0", "--format", "json"],
            in: folder
        )
        let address = try peer.listening()
        for number in 1...Self.count { peer.send("message number \(number) of the other") }
        try peer.lines(Self.count, "receipts") { $0.event == "published" }
        let command = "gossip-log --db a.sqlite --after 0 -n \(Self.count)"
        let session = try ScreenSession(
            [
                NodeProcess.executable.path, "--db", "a.sqlite", "--listen", "127.0.0.1:0",
                "--peer",
                address,
            ],
            in: folder,
            columns: 100,
            steps: [
                .see("the bar above the line") { screen in
                    let foot = screen.rows.suffix(2)
                    return foot.first?.contains(" of 4,000") == true && foot.last == ">"
                },
                .see("the newest") { $0.shows("number \(Self.count) of the other") },
                .type("\u{3}", at: ">"),
            ]
        )
        let rows = session.screen.rows
        #expect(session.missing.isEmpty && session.status == 0, "\(rows)")
        #expect(session.screen.unknown.isEmpty)
        #expect(rows.filter { $0.contains("of the other") }.count == 10, "\(rows)")
        #expect(session.screen.shows("4,000 messages came by catch-up. The newest 10 follow; this"))
        #expect(rows.contains("    " + command))
        #expect(!rows.contains { $0.contains("█") || $0.contains("░") })
        #expect(rows.joined().contains("said goodbye to 1 peer; 4,000 messages are durable"))
        let words = command.split(separator: " ").dropFirst().map(String.init)
        let all = try folder.objects("list", "a.sqlite", "--after", words[3], "-n", words[5])
        #expect(all.count == Self.count)
        try peer.stop()
    }
}
