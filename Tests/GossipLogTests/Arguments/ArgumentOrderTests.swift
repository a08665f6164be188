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
        ]
    )
    func moved(arguments: [String], expected: [String]) {
        #expect(ArgumentOrder.subcommandFirst(arguments) == expected)
    }

    @Test(
        "The value of an option is never taken for a subcommand",
        arguments: [
            ["--db", "show"], ["--topic", "show"], ["-t", "show", "--db", "x"], [], ["--db"],
        ]
    )
    func kept(arguments: [String]) {
        #expect(ArgumentOrder.subcommandFirst(arguments) == arguments)
    }
}
