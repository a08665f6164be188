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

    @Test("An export without a start stands in the same order, and one with a start by arrival")
    func anExportWithoutAStartStandsInTheSameOrder() throws {
        let (log, bodies) = try shuffledLog()
        let lines = try CommandRun.result(["export", "--db", log.path, "-o", "json"]).lines
        #expect(lines.count == bodies.count)
        for (line, body) in zip(lines, bodies) { #expect(line.contains("\"\(body)\"")) }
        let after = try CommandRun.result(
            ["export", "--db", log.path, "-o", "json", "--after", "0"]
        )
        let arrived = try log.run("-o", "json", "--arrived")
        for (line, event) in zip(after.lines, arrived.lines) {
            #expect(line.hasPrefix(event.dropLast()))
        }
        #expect(after.lines.count == bodies.count)
    }
}
