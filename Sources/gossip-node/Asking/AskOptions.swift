import ArgumentParser
import GossipText

/// The flags of every command that asks a running node.
struct AskOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: "How the answer looks: text for people, json as the node gives it."
    )
    var output = LineFormat.text

    @Option(
        help: ArgumentHelp("The time to wait for the answer, 5s by default.", valueName: "time"),
        transform: Timeout.init(parsing:)
    )
    var timeout = Timeout(milliseconds: 5_000)

    /// Prints an answer: as it came, or the lines for people.
    func print(_ json: [UInt8], text: (Style) throws(AskFailure) -> String) throws {
        let bytes: [UInt8]
        switch output {
        case .json: bytes = json
        case .text:
            let terminal = Terminal(descriptor: 1)
            let style = Style(isOn: ColorChoice.auto.isOn(terminal))
            bytes = Array("\(try text(style))\n".utf8)
        }
        do throws(OutputFailure) {
            try StandardOutput.write(bytes)
        } catch .closed {
        } catch {
            throw NodeFailure(.failure, error.description)
        }
    }
}

/// The time that a command waits.
struct Timeout: CustomStringConvertible {
    let milliseconds: UInt64

    private static let millisecondsMax: UInt64 = 86_400_000

    init(milliseconds: UInt64) {
        self.milliseconds = milliseconds
    }

    init(parsing text: String) throws {
        let milliseconds: UInt64
        do {
            milliseconds = try TimeSpan.age(text)
        } catch {
            throw ValidationError(error.description)
        }
        guard (1...Self.millisecondsMax).contains(milliseconds) else {
            throw ValidationError("the time to wait is between 1 ms and a day.")
        }
        self.milliseconds = milliseconds
    }

    var description: String {
        TimeFormat.span(milliseconds: milliseconds).replacing(" ", with: "")
    }
}
