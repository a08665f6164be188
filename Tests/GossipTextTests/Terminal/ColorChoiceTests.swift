import Testing

@testable import GossipText

@Suite("When to colour")
struct ColorChoiceTests {
    private func isOn(
        _ choice: ColorChoice,
        isTerminal: Bool = true,
        _ variables: [String: String] = [:]
    ) -> Bool {
        let environment = Environment { variables[$0] }
        let terminal = Terminal(isTerminal: isTerminal, columns: 80, environment: environment)
        return choice.isOn(terminal, environment: environment)
    }

    @Test("auto colours on a terminal only, and heeds NO_COLOR and dumb terminals")
    func auto() {
        #expect(isOn(.auto))
        #expect(isOn(.auto, ["TERM": "xterm-256color"]))
        #expect(isOn(.auto, ["NO_COLOR": ""]))
        #expect(!isOn(.auto, isTerminal: false))
        #expect(!isOn(.auto, ["NO_COLOR": "1"]))
        #expect(!isOn(.auto, ["NO_COLOR": "0"]))
        #expect(!isOn(.auto, ["TERM": "dumb"]))
    }

    @Test("always and never decide by themselves")
    func fixed() {
        #expect(isOn(.always, isTerminal: false, ["NO_COLOR": "1", "TERM": "dumb"]))
        #expect(!isOn(.never))
    }

    @Test("No line is drawn anew on a dumb terminal, nor where there is none")
    func escapes() {
        let dumb = Environment { ["TERM": "dumb"][$0] }
        let none = Environment { _ in nil }
        #expect(Terminal(isTerminal: true, columns: 80, environment: none).hasEscapes)
        #expect(!Terminal(isTerminal: true, columns: 80, environment: dumb).hasEscapes)
        #expect(!Terminal(isTerminal: false, columns: nil, environment: none).hasEscapes)
    }
}
