import GossipNode
import GossipWire

/// Standard output for people: the same facts, one aligned line each.
struct TextEventEncoder: EventEncoder {
    /// How many columns the terminal has now; `nil` when there is no terminal to draw a bar on.
    let terminalWidth: (@Sendable () -> Int)?
    /// Whether colours are used; off with `NO_COLOR`.
    let hasColour: Bool
    private var names = NodeNames()
    private var bar: String?
    private var isBarShown = false

    init(terminalWidth: (@Sendable () -> Int)?, hasColour: Bool) {
        self.terminalWidth = terminalWidth
        self.hasColour = hasColour
    }

    mutating func encode(_ event: OutputEvent, into output: inout [UInt8]) {
        hideBar(in: &output)
        switch event {
        case .node(let event): encode(event, into: &output)
        case .published(let receipt, let tag):
            var text = "#\(receipt.sequence) \(receipt.id)"
            if let tag { text += "  tag \(PlainText.escaped(tag))" }
            line(.green, "published", text, into: &output)
        case .message(let received): encode(received, into: &output)
        }
    }

    mutating func finishBatch(into output: inout [UInt8]) {
        guard let bar else { return }
        output.append(contentsOf: bar.utf8)
        isBarShown = true
    }

    private mutating func hideBar(in output: inout [UInt8]) {
        guard isBarShown else { return }
        output.append(contentsOf: "\r\u{1b}[K".utf8)
        isBarShown = false
    }

    private mutating func encode(_ event: NodeEvent, into output: inout [UInt8]) {
        switch event {
        case .started(let start):
            names.learn(start.name, of: start.author)
            let text =
                "node \(names.label(start.author)) listens on \(start.listen), "
                + "\(Self.count(start.messageCount, "message")) in "
                + PlainText.escaped(start.logPath)
            line(.bold, "started", text, into: &output)
        case .state(let state, let peerCount):
            line(
                state == .live ? .green : .yellow,
                "state",
                "\(state.rawValue), \(Self.count(peerCount, "peer"))",
                into: &output
            )
        case .catchUp(let progress):
            encode(progress, into: &output)
        case .peer(let change):
            if let author = change.author { names.learn(change.name, of: author) }
            let node = change.author.map { "  node \(names.label($0))" } ?? ""
            line(
                change.status == .up ? .green : .yellow,
                "peer",
                "\(change.peer) \(change.status.rawValue)\(node)",
                into: &output
            )
        case .error(let message):
            line(.red, "error", PlainText.escaped(message), into: &output)
        }
    }

    private mutating func encode(_ progress: CatchUpProgress, into output: inout [UInt8]) {
        bar = nil
        if let terminalWidth, !progress.done {
            bar = ProgressBar.text(progress, width: terminalWidth())
        }
        guard bar == nil else { return }
        let counts =
            "\(progress.peer): \(progress.received) of \(progress.needed) received, "
            + "\(progress.sent) sent"
        line(
            progress.done ? .green : .yellow,
            "catch-up",
            progress.done ? "\(counts), both logs equal" : counts,
            into: &output
        )
    }

    private func encode(_ received: ReceivedMessage, into output: inout [UInt8]) {
        let message = received.message
        let topic = message.topicBytes.isEmpty ? "" : "[\(PlainText.escaped(message.topic))] "
        let body =
            String(validating: message.body, as: UTF8.self).map(PlainText.escaped)
            ?? "(\(Self.count(message.body.count, "byte")) that are no text)"
        var origin = received.via.name
        if let from = received.from { origin += " from \(from)" }
        line(
            .plain,
            "message",
            "\(names.label(message.author)) #\(message.sequence)  \(topic)\(body)  "
                + paint(.dim, "(\(origin))"),
            into: &output
        )
    }

    private func line(_ style: Style, _ kind: String, _ text: String, into output: inout [UInt8]) {
        let padding = String(repeating: " ", count: max(0, 10 - kind.utf8.count))
        let time = paint(.dim, LocalTime.now())
        output.append(contentsOf: "\(time)  \(paint(style, kind))\(padding)\(text)\n".utf8)
    }

    /// A count with its noun, which takes an s for all numbers but one.
    private static func count(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    private enum Style: String {
        case plain = ""
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
    }

    private func paint(_ style: Style, _ text: String) -> String {
        guard hasColour, style != .plain else { return text }
        return "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m"
    }
}
