import CSQLite
import GossipStore
import Testing

@testable import GossipStore

/// Every error says the operation, its object, the cause, and a way to go on.
@Suite("Store errors") struct StoreErrorTests {
    private func error(_ code: Int32) -> StoreError {
        .sqlite(
            code,
            message: "what SQLite says",
            action: "write to the log",
            path: "a.sqlite",
            sql: "SELECT secret"
        )
    }

    @Test("reads as a sentence")
    func readsAsASentence() {
        #expect(
            error(SQLITE_FULL).description
                == "cannot write to the log a.sqlite: no space is left on the disk. Nothing is lost; "
                + "free some space, then it goes on."
        )
    }

    @Test(
        "has the class of its code",
        arguments: [
            (SQLITE_BUSY, .busy), (SQLITE_LOCKED, .busy), (SQLITE_FULL, .full), (SQLITE_IOERR, .io),
            (SQLITE_CORRUPT, .corrupt), (SQLITE_NOTADB, .notALog), (SQLITE_CANTOPEN, .unreadable),
            (SQLITE_READONLY, .unwritable), (SQLITE_CONSTRAINT, .internalFault),
        ] as [(Int32, StoreError.Code)]
    )
    func hasTheClassOfItsCode(code: Int32, expected: StoreError.Code) {
        #expect(error(code).code == expected)
        #expect(error(code | 9 << 8).code == expected, "extended codes too")
    }

    @Test("Quotes the statement only when the program is at fault")
    func quotesTheStatementOnlyWhenTheProgramIsAtFault() {
        #expect(error(SQLITE_CONSTRAINT).description.contains("SELECT secret"))
        #expect(!error(SQLITE_FULL).description.contains("SELECT"))
        #expect(!error(SQLITE_CORRUPT).description.contains("SELECT"))
    }

    @Test("Only some errors end the log")
    func onlySomeErrorsEndTheLog() {
        #expect(error(SQLITE_IOERR).isFatal)
        #expect(error(SQLITE_CORRUPT).isFatal)
        #expect(!error(SQLITE_FULL).isFatal)
        #expect(!error(SQLITE_BUSY).isFatal)
    }
}
