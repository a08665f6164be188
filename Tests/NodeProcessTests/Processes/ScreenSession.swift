import Foundation
import Glibc
import TestSupport

/// A program before a person who looks at the screen and types by it.
struct ScreenSession {
    /// A step: once the screen shows it, something happens.
    struct Step {
        let name: String
        let sees: (ScreenModel) -> Bool
        let then: (TestTerminal) -> Void

        /// Waits.
        static func see(_ name: String, _ sees: @escaping (ScreenModel) -> Bool) -> Step {
            Step(name: name, sees: sees) { _ in }
        }

        /// Does something when the lowest row is this.
        static func at(_ foot: String, _ then: @escaping (TestTerminal) -> Void) -> Step {
            Step(name: foot, sees: { $0.lastRow == foot }, then: then)
        }

        /// Types keys when the lowest row is this.
        static func type(_ keys: String, at foot: String) -> Step {
            at(foot) { $0.type(keys) }
        }

        /// Types keys when a row has this text.
        static func type(_ keys: String, after text: String) -> Step {
            Step(name: text, sees: { $0.shows(text) }, then: { $0.type(keys) })
        }

        /// Makes the terminal another width when the lowest row is this.
        static func resize(_ columns: UInt16, at foot: String) -> Step {
            at(foot) { $0.resize(columns: columns) }
        }
    }

    /// The screen at the end.
    let screen: ScreenModel
    /// The screen as it was when each step was taken.
    let screens: [ScreenModel]
    let status: Int32
    /// The steps that were not reached.
    let missing: [String]

    /// Runs a program with the terminal as its controlling one until all steps are done and it has ended.
    init(
        _ command: [String],
        in folder: TemporaryFolder,
        columns: UInt16 = 100,
        steps: [Step]
    ) throws {
        let terminal = try TestTerminal(columns: columns)
        let process = try TerminalSession.start(command, at: terminal, in: folder, term: "xterm")
        var screen = ScreenModel(columns: Int(columns))
        var screens: [ScreenModel] = []
        var rest = steps[...]
        var fedCount = 0
        _ = terminal.output { text in
            // A character that has come in part is fed when it is whole.
            let scalars = text.unicodeScalars
            let isWhole = scalars.last != "\u{FFFD}"
            guard isWhole else { return }
            screen.feed(String(String.UnicodeScalarView(scalars.dropFirst(fedCount))))
            fedCount = scalars.count
            screen.resize(columns: terminal.columns)
            while let step = rest.first, step.sees(screen) {
                screens.append(screen)
                rest.removeFirst()
                step.then(terminal)
                screen.resize(columns: terminal.columns)
            }
        }
        terminal.hangUp()
        process.waitUntilExit()
        self.screen = screen
        self.screens = screens
        status = process.terminationStatus
        missing = rest.map(\.name)
    }
}
