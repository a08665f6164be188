import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipStore

/// Files with the right schema whose pages and rows somebody has made to harm whoever reads them.
@Suite("Crafted rows") struct CraftedRowTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("a.sqlite")
        try CraftedLog.sound(path)
    }

    @Test(
        "Pages that lead to each other for ever end with an error",
        arguments: ["message", "author", "run", "migration", "meta"]
    )
    func pagesThatLeadToEachOtherForEverEndWithAnError(table: String) throws {
        try CraftedLog.multiply(table, in: path)
        let error = try #require(throws: StoreError.self) {
            let connection = try Connection(path: path, mode: .reader)
            connection.budget.stepsMin = 2_000_000
            try connection.statement("SELECT * FROM \(table)").run()
        }
        #expect(error.code == .corrupt)
        #expect(error.reason == "reading it takes far more work than a sound log of its size")
    }

    @Test("A reader of such pages ends with an error within the steps that a small file may cost")
    func aReaderOfSuchPagesEndsWithAnError() throws {
        try CraftedLog.multiply("message", in: path)
        let reader = try LogReader.open(path: path)
        #expect(throws: StoreError.self) {
            try reader.connection.statement("SELECT * FROM message").run()
        }
    }

    @Test("What other statements do between two rows takes nothing from a statement's budget")
    func whatOtherStatementsDoBetweenTwoRowsTakesNothingFromAStatementsBudget() throws {
        let connection = try Connection(path: path, mode: .reader)
        connection.budget.stepsMin = 2_000_000
        // A third of the budget each.
        let many = "WITH n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 30000) "
        let inner = try connection.statement(many + "SELECT count(*) FROM n")
        var rows = 0
        try connection.statement("SELECT arrival FROM message").forEachRow { _ throws(StoreError) in
            for _ in 0..<3 { try inner.run() }
            rows += 1
            return true
        }
        #expect(rows == 20)
        let error = try #require(throws: StoreError.self) {
            try connection.statement(CraftedLog.endless + "SELECT i FROM n").forEachRow {
                _ throws(StoreError) in
                _ = try connection.statement("SELECT 1").firstRow { $0.int(0) }
                return true
            }
        }
        #expect(error.code == .corrupt)
    }

    @Test(
        "A count that no aggregate can have is damage",
        arguments: [Int64.max, Int64.max / 2, Int64.min, -1, 1 << 40]
    )
    func aCountThatNoAggregateCanHaveIsDamage(count: Int64) throws {
        try CraftedLog.edit(
            path,
            """
            UPDATE aggregate SET count = \(count);
            INSERT INTO aggregate SELECT randomblob(32), count, sum FROM aggregate
            """
        )
        let reader = try LogReader.open(path: path)
        #expect(throws: StoreError.self) { try reader.count() }
        #expect(throws: StoreError.self) { try reader.snapshot() }
        #expect(throws: StoreError.self) { try MessageLog.open(path: path, at: 3) }
    }

    @Test("Bits of ended numbers that are no block are damage")
    func bitsOfEndedNumbersThatAreNoBlockAreDamage() throws {
        try CraftedLog.edit(
            path,
            """
            UPDATE author SET messages = 1, ended = 1;
            DELETE FROM message WHERE arrival > 5;
            UPDATE author SET head_block = x'';
            INSERT INTO ended_block (author, block, bits) VALUES (1, 0, x'01')
            """
        )
        let error = try #require(throws: StoreError.self) {
            try LogReader.open(path: path).gaps()
        }
        #expect(error.code == .corrupt)
    }

    @Test("Counts and numbers at the end of what can be stored stop no reader")
    func countsAndNumbersAtTheEndOfWhatCanBeStoredStopNoReader() throws {
        for value in [Int64.max, Int64.min, -1] {
            try CraftedLog.edit(
                path,
                """
                UPDATE author SET messages = \(value), forked = -1 - \(value), ended = \(value);
                UPDATE run SET started_ms = \(value), messages = \(value), process = \(value)
                """
            )
            let reader = try LogReader.open(path: path)
            #expect(try reader.authors().allSatisfy { $0.missing <= $0.head.sequence })
            #expect(try reader.gaps().count <= 10_000)
            #expect(try reader.runs().count == 1)
        }
    }

    @Test("Rows that are not in order end a listing with an error, and not in a circle")
    func rowsThatAreNotInOrderEndAListingWithAnError() throws {
        let path = folder.file("many.sqlite")
        try CraftedLog.sound(path, messages: 2 * LogReader.pageRowsMax)
        // The last row of a page sends the reader back to its beginning.
        try CraftedLog.misplace(arrival: LogReader.pageRowsMax, as: 5, in: path)
        let reader = try LogReader.open(path: path)
        var query = LogQuery()
        query.order = .arrival
        var count = 0
        let error = try #require(throws: StoreError.self) {
            try reader.forEachSummary(query) { _ in
                count += 1
                return count < 100_000
            }
        }
        #expect(error.code == .corrupt)
        #expect(error.reason == "its messages are not in order")
    }
}
