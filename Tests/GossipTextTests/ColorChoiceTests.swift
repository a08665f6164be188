import Testing

@testable import GossipText

@Suite("When to colour")
struct ColorChoiceTests {
    private func environment(_ values: [String: String]) -> Environment {
        Environment { values[$0] }
    }

    @Test("auto colours on a terminal only, and heeds NO_COLOR and dumb terminals")
    func auto() {
        let none = environment([:])
        #expect(ColorChoice.auto.isOn(terminal: true, environment: none))
        #expect(!ColorChoice.auto.isOn(terminal: false, environment: none))
        let refused = environment(["NO_COLOR": "1"])
        #expect(!ColorChoice.auto.isOn(terminal: true, environment: refused))
        let empty = environment(["NO_COLOR": ""])
        #expect(ColorChoice.auto.isOn(terminal: true, environment: empty))
        let dumb = environment(["TERM": "dumb"])
        #expect(!ColorChoice.auto.isOn(terminal: true, environment: dumb))
    }

    @Test("always and never decide by themselves")
    func fixed() {
        let refused = environment(["NO_COLOR": "1"])
        #expect(ColorChoice.always.isOn(terminal: false, environment: refused))
        #expect(!ColorChoice.never.isOn(terminal: true, environment: environment([:])))
    }
}
