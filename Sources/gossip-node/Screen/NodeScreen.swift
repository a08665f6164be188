import Glibc
import GossipNode
import GossipText

/// The terminal of a person: output scrolls, and the rows at its foot stay, a bar and the line being typed.
///
/// All that is written to the terminal goes through here, from whichever thread, so that nothing falls into
/// the line. Without a terminal it passes bytes on as they are.
final class NodeScreen: Sendable {
    /// The screen of the process.
    static let standard = NodeScreen()

    /// Columns of a terminal that does not say.
    private static let columnsUnknown = 80

    private struct State {
        /// The rows at the foot, as they are on the terminal.
        var foot = TerminalFoot()
        var bar: ProgressBar?
        /// The line being typed; `nil` when nobody types one here.
        var editor: LineEditor?
        var keepsLines = false
        /// True while the terminal is the node's: in the foreground, and not ended.
        var isShown = false
        /// True where keys are typed, also when typing has ended.
        var takesKeys = false
        var isClosed = false
    }

    private let state = Monitor(State())

    /// True when a person types at this terminal, and it can be drawn on.
    static var isForTyping: Bool {
        isatty(STDIN_FILENO) == 1 && Terminal(descriptor: STDOUT_FILENO).isEditable
    }

    /// Begins to draw a foot; without it nothing but the lines is written.
    ///
    /// Where keys are to be typed, the terminal echoes none from here on: what is typed before the node has
    /// started shows in the line later.
    func begin(takesKeys: Bool) {
        state.withLock { state in
            state.isShown = true
            state.takesKeys = takesKeys
        }
        if takesKeys { resume() }
    }

    /// Begins with a line to type.
    ///
    /// - Parameters:
    ///   - bytesMax: the bytes that it may have.
    ///   - keepsLines: a line that is done stays as a line of output, since nothing else shows it.
    func beginTyping(bytesMax: Int, keepsLines: Bool) {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.editor = LineEditor(bytesMax: bytesMax)
            state.keepsLines = keepsLines
        }
        resume()
    }

    /// Ends typing; keys no longer show.
    func endTyping() {
        redraw { $0.editor = nil }
    }

    /// True when the terminal is the node's to draw on, or there is none to wait for.
    var isShown: Bool { state.withLock { $0.isShown } }

    /// Writes whole lines above the foot.
    func write(_ lines: [UInt8], bar: ProgressBar?) throws(OutputFailure) {
        let failure: OutputFailure? = state.withLock { state in
            let isSame = lines.isEmpty && state.bar == bar
            state.bar = bar
            return isSame ? nil : Self.show(lines, in: &state)
        }
        if let failure { throw failure }
    }

    /// Runs a body that writes whole lines to the terminal by another way.
    func around(_ body: () -> Void) {
        state.withLock { state in
            guard state.foot.isDrawn else { return body() }
            var bytes: [UInt8] = []
            state.foot.erase(columns: Self.columns, into: &bytes)
            try? StandardOutput.write(bytes)
            body()
            _ = Self.show([], in: &state)
        }
    }

    /// Takes what was typed.
    func type(_ bytes: ArraySlice<UInt8>) -> [LineEditor.Effect] {
        state.withLock { state in
            guard var editor = state.editor else { return [] }
            let effects = editor.feed(bytes)
            state.editor = editor
            var lines: [UInt8] = []
            for effect in effects {
                switch effect {
                case .line(let text) where state.keepsLines:
                    lines += "\(LinePicture.prompt)\(SafeText.text(text))\n".utf8
                case .clearScreen: lines += "\u{1B}[H\u{1B}[2J".utf8
                case .line, .end, .overlong: break
                }
            }
            _ = Self.show(lines, in: &state)
            return effects
        }
    }

    /// True when the bytes so far may be the beginning of a key.
    var isWithinSequence: Bool { state.withLock { $0.editor?.isWithinSequence ?? false } }

    /// The rest of such a key did not come.
    func leaveSequence() {
        state.withLock { $0.editor?.leaveSequence() }
    }

    /// Draws the foot anew, for a terminal that has another size.
    func resized() {
        redraw { _ in }
    }

    /// Gives the terminal back for a while: the process is about to be stopped.
    func suspend() {
        redraw { $0.isShown = false }
        state.withLock { _ in _ = TerminalModes.giveBack() }
    }

    /// Takes the terminal, if it is the node's now.
    func resume() {
        redraw { state in
            guard !state.isClosed else { return }
            state.isShown = JobStanding(at: STDIN_FILENO) == .foreground
            if state.isShown, state.takesKeys { TerminalModes.take() }
        }
    }

    /// Gives the terminal back for good; a line that was begun stays to be read.
    func close() {
        state.withLock { state in
            var bytes: [UInt8] = []
            if state.editor?.isEmpty == false {
                state.foot.leave(into: &bytes)
            } else {
                state.foot.erase(columns: Self.columns, into: &bytes)
            }
            try? StandardOutput.write(bytes)
            state = State(isClosed: true)
            TerminalModes.end()
        }
    }

    private func redraw(_ change: (inout State) -> Void) {
        state.withLock { state in
            change(&state)
            _ = Self.show([], in: &state)
        }
    }

    /// Writes lines and the foot below them, at once.
    private static func show(_ lines: [UInt8], in state: inout State) -> OutputFailure? {
        guard state.isShown || state.foot.isDrawn else { return write(lines) }
        var bytes: [UInt8] = []
        let columns = columns
        state.foot.erase(columns: columns, into: &bytes)
        bytes += lines
        if state.isShown, JobStanding(at: STDOUT_FILENO) == .foreground {
            state.foot.draw(
                bar: state.bar?.text(columns: columns),
                line: state.editor?.picture(columns: columns),
                into: &bytes
            )
        }
        return write(bytes)
    }

    private static func write(_ bytes: [UInt8]) -> OutputFailure? {
        do throws(OutputFailure) {
            try StandardOutput.write(bytes)
        } catch {
            return error
        }
        return nil
    }

    /// The columns of the terminal, which may change at any time.
    private static var columns: Int {
        Terminal(descriptor: STDOUT_FILENO).columns ?? columnsUnknown
    }
}
