import Testing

@testable import GossipText

@Suite("A first word that is no command")
struct UnknownCommandTests {
    private static let commands = ["list", "show", "stats", "gaps", "peers"]

    private func sentence(_ word: String) -> String {
        UnknownCommand(word, of: "gossip-log", commands: Self.commands).description
    }

    @Test(
        "brings the command that was probably meant",
        arguments: [
            ("shwo", "show"), ("Show", "show"), ("sho", "show"), ("peer", "peers"),
            ("stat", "stats"),
            ("gasp", "gaps"), ("lsit", "list"),
        ]
    )
    func near(word: String, meant: String) {
        #expect(sentence(word) == "there is no command \"\(word)\". Did you mean \(meant)?")
    }

    @Test("brings none when none is near", arguments: ["frobnicate", "x", "", "5000", ":6009"])
    func far(word: String) {
        #expect(
            sentence(word)
                == "there is no command \"\(word)\". gossip-log --help shows the commands."
        )
    }

    @Test("shows no character that acts on a terminal")
    func hostile() {
        #expect(!sentence("\u{1B}[2J").contains("\u{1B}"))
    }
}
