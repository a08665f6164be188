import Glibc
import GossipNode
import GossipText

/// Lines that are edited at the foot of a terminal.
extension InputThread {
    /// The time in which the rest of a key's bytes follow the first, in milliseconds.
    private static let sequenceMilliseconds: Int32 = 50

    /// Reads keys until the terminal has gone.
    func edit() {
        let screen = NodeScreen.standard
        // A text is shown as a message once it is durable, JSON is not.
        screen.beginTyping(
            bytesMax: lengthMax,
            keepsLines: format == .json || !output.showsOwnMessages
        )
        var batch = PublishBatch()
        var chunk = Self.chunk
        var hasEnded = false
        while true {
            let count = read(into: &chunk)
            if count == 0 { break }
            if hasEnded {
                remind(chunk[..<count])
                continue
            }
            for effect in screen.type(chunk[..<count]) where !hasEnded {
                hasEnded = take(effect, into: &batch)
            }
            publish(&batch)
            if hasEnded {
                screen.endTyping()
                output.add(.notice(TypingHelp.end))
            } else if screen.isWithinSequence, !hasMore() {
                screen.leaveSequence()
            }
        }
        if !hasEnded { output.add(.notice(TypingHelp.end)) }
    }

    /// Acts on a request of the person.
    ///
    /// - Returns: true when it is the end of typing.
    private func take(_ effect: LineEditor.Effect, into batch: inout PublishBatch) -> Bool {
        switch effect {
        case .line(let text):
            // Of JSON each pasted line is an object, as it would be from a file.
            let lines = format == .json ? text.split(separator: "\n") : [text[...]]
            for line in lines { take(.line(Array(line.utf8)[...]), into: &batch) }
        case .overlong:
            output.add(
                .error(
                    "What was typed last is not taken: \(InputError.overlong(lengthMax: lengthMax))"
                )
            )
        case .clearScreen: break
        case .end: return true
        }
        return false
    }

    /// Repeats at an Enter that nothing is read any longer; keys do not show by then.
    private func remind(_ keys: ArraySlice<UInt8>) {
        let isEnter = keys.contains { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
        if isEnter { output.add(.notice(TypingHelp.end)) }
    }

    /// True when more input is there, or comes at once.
    private func hasMore() -> Bool {
        var entry = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, Self.sequenceMilliseconds) > 0
    }
}
