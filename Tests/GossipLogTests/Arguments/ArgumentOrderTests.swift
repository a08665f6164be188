import GossipText
import Testing

@testable import gossip_log

@Suite("Common options before the subcommand")
struct ArgumentOrderTests {
    @Test(
        "A subcommand after common options moves to the front",
        arguments: [
            (["--db", "x", "show", "01"], ["show", "--db", "x", "01"]),
            (["--db=x", "--utc", "show", "01"], ["show", "--db=x", "--utc", "01"]),
            (["--color", "never", "list", "-r"], ["list", "--color", "never", "-r"]),
            (["show", "01"], ["show", "01"]),
            (["-q", "--db", "x", "stats"], ["stats", "-q", "--db", "x"]),
            (["x.sqlite", "show", "01"], ["show", "--db", "x.sqlite", "01"]),
            (["./x", "-n", "5"], ["--db", "./x", "-n", "5"]),
            (["x.db"], ["--db", "x.db"]),
            (["--db", "x", "y.sqlite"], ["--db", "x", "y.sqlite"]),
            (["-g", "x", "--case-sensitive"], ["-g", "x", "--case-sensitive=yes"]),
            (["list", "--case-sensitive", "x"], ["list", "--case-sensitive=yes", "x"]),
        ]
    )
    func moved(arguments: [String], expected: [String]) throws {
        #expect(try ArgumentOrder.subcommandFirst(arguments) == expected)
    }

    @Test(
        "The value of an option is never taken for a subcommand",
        arguments: [
            ["--db", "show"], ["--topic", "show"], ["-t", "show", "--db", "x"], [], ["--db"],
        ]
    )
    func kept(arguments: [String]) throws {
        #expect(try ArgumentOrder.subcommandFirst(arguments) == arguments)
    }

    @Test(
        "Advice is about the subcommand that was meant, the list without one",
        arguments: [
            (["--db", "x", "prune", "--max-count", "0"], "prune"), (["show"], "show"),
            (["x.sqlite", "-o", "yaml"], "list"), (["--db", "show"], "list"), (["shwo"], "list"),
        ]
    )
    func advice(arguments: [String], expected: String) {
        #expect(ArgumentOrder.subcommand(of: arguments) == expected)
    }

    @Test(
        "A word that is no subcommand is refused with what was meant",
        arguments: [["shwo"], ["--db", "x", "shwo", "01"], ["--utc", "shwo"]]
    )
    func unknown(arguments: [String]) {
        let error = #expect(throws: UnknownCommand.self) {
            try ArgumentOrder.subcommandFirst(arguments)
        }
        #expect(error?.description == "there is no command \"shwo\". Did you mean show?")
    }
}
