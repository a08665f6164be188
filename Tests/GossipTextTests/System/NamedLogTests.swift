import Testing

@testable import GossipText

@Suite("The log that a command line means")
struct NamedLogTests {
    private func choose(_ option: String?, _ word: String?, _ variable: String?) throws -> String {
        try LogName.choose(
            option: option,
            word: word,
            environment: Environment { $0 == "GOSSIP_DB" ? variable : nil }
        )
    }

    @Test("is named by --db, by a word, or by GOSSIP_DB, in this order")
    func chosen() throws {
        #expect(try choose("a", nil, "c") == "a")
        #expect(try choose(nil, "b", "c") == "b")
        #expect(try choose(nil, nil, "c") == "c")
    }

    @Test("is named once, and has a name")
    func refused() {
        #expect(throws: LogNameError.twice("a", "b")) { try choose("a", "b", nil) }
        #expect(throws: LogNameError.missing) { try choose(nil, nil, nil) }
        #expect(throws: LogNameError.empty) { try choose("", nil, "c") }
        #expect(throws: LogNameError.empty) { try choose(nil, nil, "") }
        #expect(LogNameError.missing.description.contains("--db FILE"))
        #expect(LogNameError.missing.description.contains("GOSSIP_DB"))
    }

    @Test(
        "is meant by a path, by a usual ending and by a file that is there",
        arguments: ["c.sqlite", "c.db", "c.sqlite3", "./c", "/dev/null", "."]
    )
    func word(text: String) {
        #expect(LogName.isMeant(by: text))
    }

    @Test("is not meant by another word", arguments: ["shwo", ":6009", "5000", "", "-"])
    func noWord(text: String) {
        #expect(!LogName.isMeant(by: text))
    }
}
