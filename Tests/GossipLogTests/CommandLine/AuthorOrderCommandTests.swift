import GossipStore
import GossipWire
import TestSupport
import Testing

@Suite("The author's order in gossip-log") struct AuthorOrderCommandTests {
    /// A log that got lines of one millisecond by two authors in another order than they were written.
    private func shuffledLog() throws -> (log: TestLog, bodies: [String]) {
        let log = try TestLog()
        let authors = [log.own, log.alice].sorted { $0.author < $1.author }
        var bodies: [String] = []
        var messages: [Message] = []
        for author in authors {
            var previous = MessageID.zero
            for sequence in 1...40 {
                let body = "\(author.author.description.prefix(4)) \(sequence)"
                let message = author.sign(
                    try Draft(body: Array(body.utf8)),
                    sequence: UInt64(sequence),
                    previous: previous,
                    time: TestLog.start
                )
                previous = message.id
                bodies.append(body)
                messages.append(message)
            }
        }
        var generator = SeededGenerator(seed: 4)
        for message in messages.shuffled(using: &generator) {
            try log.store(message, via: .catchUp, from: nil)
        }
        return (log, bodies)
    }

    @Test("Lines of one millisecond print in the author's order, whichever the direction and limit")
    func linesOfOneMillisecondPrintInTheAuthorsOrder() throws {
        let (log, bodies) = try shuffledLog()
        #expect(try log.run("-o", "cat").lines == bodies)
        #expect(try log.run("-o", "cat", "-r").lines == bodies.reversed())
        #expect(try log.run("-o", "cat", "-n", "7").lines == Array(bodies.suffix(7)))
        #expect(try log.run("-o", "cat", "-r", "-n", "7").lines == bodies.suffix(7).reversed())
        let json = try log.run("-o", "json").lines
        #expect(json.count == bodies.count)
        for (line, body) in zip(json, bodies) { #expect(line.contains("\"\(body)\"")) }
    }

    @Test("Exports and continued listings stand in the same order as all others")
    func exportsAndContinuedListingsStandInTheSameOrder() throws {
        let (log, bodies) = try shuffledLog()
        let lines = try CommandRun.result(["export", "--db", log.path, "-o", "json"]).lines
        #expect(lines.count == bodies.count)
        for (line, body) in zip(lines, bodies) { #expect(line.contains("\"\(body)\"")) }
        let after = try CommandRun.result(
            ["export", "--db", log.path, "-o", "json", "--after", "0"]
        )
        #expect(after.lines == lines)
        #expect(try log.run("-o", "cat", "--after", "0").lines == bodies)
        #expect(try log.run("-o", "cat", "--after", "0", "-r").lines == bodies.reversed())
        let cursor = log.folder.file("cursor")
        #expect(try log.run("-o", "cat", "--cursor-file", cursor).lines == bodies)
    }

    @Test("The next messages after a start are those that arrived next, in the author's order")
    func theNextMessagesAfterAStartAreThoseThatArrivedNext() throws {
        let (log, bodies) = try shuffledLog()
        let arrived = try log.run("-o", "cat", "--arrived").lines
        #expect(arrived != bodies)
        let after = try log.run("-o", "cat", "--after", "10", "-n", "20").lines
        #expect(after == bodies.filter(Set(arrived[10..<30]).contains))
    }
}
