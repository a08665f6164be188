import TestSupport
import Testing

@testable import GossipText

@Suite("The rule for names")
struct DisplayNameTests {
    @Test(
        "Names of any script, with emoji and single spaces, are good",
        arguments: ["anna", "Anna B.", "李小龍", "Zoë", "🦊", "❤️", "node-17", "deadbee", "ben & co"]
    )
    func good(name: String) {
        #expect(DisplayName.fault(of: name) == nil)
        #expect(DisplayName.shown(name) == name)
    }

    @Test(
        "What acts, does not show or looks like a key is no name",
        arguments: [
            "a\nb", "\u{1B}[2J", "a\u{202E}b", "a\u{200B}", "a\u{AD}b", "👩\u{200D}💻",
            "\u{E0041}", "\u{E000}", "a\u{A0}b", "a\u{2003}b", " a", "a ", "a  b", "deadbeef",
            "0123456789ABCDEF", "\u{FEFF}a", "\u{0378}",
        ]
    )
    func bad(name: String) {
        #expect(DisplayName.fault(of: name) != nil)
        #expect(DisplayName.shown(name) == nil)
    }

    @Test("No name is no fault, and nothing to show")
    func none() {
        #expect(DisplayName.fault(of: "") == nil)
        #expect(DisplayName.shown("") == nil)
        #expect(DisplayName.shown(nil) == nil)
    }
}
