import ArgumentParser
import GossipStore
import GossipText
import GossipWire
import Testing

@testable import gossip_log

@Suite("The plan of a listing")
struct ListPlanTests {
    private func plan(_ arguments: [String], of log: TestLog) throws -> ListPlan {
        try ListPlan(ListCommand.parse(["--db", log.path] + arguments), clock: .system)
    }

    @Test(
        "A limit counts from the newest, except after a start, and in the reverse order",
        arguments: [
            ([], ListPlan.Extent.fromStart, nil), (["-n", "3"], .newest(3), nil),
            (["-n", "all"], .fromStart, nil), (["-r", "-n", "3"], .fromStart, 3),
            (["--after", "2", "-n", "3"], .fromStart, 3), (["-f"], .newest(10), nil),
            (["-f", "-n", "all"], .fromStart, nil), (["-f", "--since", "today"], .fromStart, nil),
            (["-f", "--after", "2", "-n", "3"], .fromStart, nil),
        ] as [([String], ListPlan.Extent, Int?)]
    )
    func extent(arguments: [String], extent: ListPlan.Extent, limit: Int?) throws {
        let plan = try plan(arguments, of: SampleLog.make())
        #expect(plan.extent == extent)
        #expect(plan.query.limit == limit)
    }

    @Test(
        "Messages go by their times, in windows of those that arrived where more may come",
        arguments: [
            ([], LogQuery.Order.time, false),
            (["--since", "today", "-r"], .time, false),
            (["--arrived"], .arrival, false),
            (["--arrived", "-f"], .arrival, false),
            (["-f"], .time, true),
            (["--after", "1"], .time, true),
        ] as [([String], LogQuery.Order, Bool)]
    )
    func order(arguments: [String], order: LogQuery.Order, isInWindows: Bool) throws {
        let plan = try plan(arguments, of: SampleLog.make())
        #expect(plan.query.order == order)
        #expect(plan.isInWindows == isInWindows)
    }

    @Test("Messages that did not match are read for good, except where a later run may find them")
    func passingOver() throws {
        let log = try SampleLog.make()
        #expect(try plan(["-t", "news"], of: log).passesOverForGood)
        #expect(try !plan(["--until", "now"], of: log).passesOverForGood)
    }

    @Test("A limit finds the newest by their summaries, and decodes each once, when it prints")
    func decodedOnce() throws {
        let log = try SampleLog.make()
        for arguments in [["-n", "3"], ["-n", "2", "-g", "o+"]] {
            var plan = try plan(arguments + ["-o", "id"], of: log)
            let source = CountingSource(plan.source)
            plan.source = source
            let screen = Screen(plan.screen, pager: .none)
            var pass = ListPass(plan, on: screen)
            try pass.list()
            let printed = String(decoding: screen.sink.pending, as: UTF8.self)
                .split(separator: "\n").map(String.init)
            let expected = arguments.count == 2 ? [4, 5, 6] : [3, 6]
            #expect(printed == expected.map { log.messages[$0].id.hex })
            #expect(source.summaries == expected.count)
            #expect(source.records == 0)
        }
    }
}

/// A source that counts the messages and the summaries it has given.
private final class CountingSource: RecordSource {
    private(set) var records = 0
    private(set) var summaries = 0
    private let source: any RecordSource

    init(_ source: any RecordSource) {
        self.source = source
    }

    func forEach(
        _ query: LogQuery,
        where isWanted: BodyCondition?,
        _ body: (LogRecord) throws -> Bool
    ) throws {
        try source.forEach(query, where: isWanted) { record in
            records += 1
            return try body(record)
        }
    }

    func forEachSummary(
        _ query: LogQuery,
        where isWanted: BodyCondition?,
        _ body: (MessageSummary) throws -> Bool
    ) throws {
        try source.forEachSummary(query, where: isWanted) { summary in
            summaries += 1
            return try body(summary)
        }
    }
}
