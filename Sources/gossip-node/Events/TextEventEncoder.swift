import GossipCore
import GossipNode
import GossipText
import GossipWire

/// Standard output for people: the same facts, one aligned line each.
struct TextEventEncoder: EventEncoder {
    /// The columns of the terminal at the moment; `nil` when there is none to draw a bar on.
    private let terminalWidth: (@Sendable () -> Int)?
    private let style: Style
    private var names = NodeNames()
    private var logPath = ""
    private var bar: String?
    private var isBarShown = false

    /// Columns of the word that begins a line.
    private static let kindColumns = 10

    init(terminalWidth: (@Sendable () -> Int)?, style: Style) {
        self.terminalWidth = terminalWidth
        self.style = style
    }

    mutating func encode(_ event: OutputEvent, into output: inout [UInt8]) {
        hideBar(in: &output)
        switch event {
        case .node(let event): encode(event, into: &output)
        case .published(let receipt, let tag):
            var text = "#\(receipt.sequence) \(receipt.id)"
            if let tag { text += "  tag \(SafeText.text(tag))" }
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
            logPath = SafeText.text(start.logPath)
            let text =
                "node \(names.label(start.author)) listens on \(start.listen), "
                + "\(Quantity.messages(start.messageCount)) in \(SafeText.text(start.logPath))"
            line(.bold, "started", text, into: &output)
        case .state(let state):
            line(state.isProved ? .green : .yellow, "state", state.text, into: &output)
        case .catchUp(let progress): encode(progress, into: &output)
        case .peer(let change): encode(change, into: &output)
        case .fork(let fork):
            line(.red, "fork", ForkLine.text(fork, names: names, log: logPath), into: &output)
        case .warning(let message):
            line(.yellow, "warning", SafeText.text(message), into: &output)
        case .error(let message):
            line(.red, "error", SafeText.text(message), into: &output)
        case .notice(let message):
            line(nil, "notice", SafeText.text(message), into: &output)
        }
    }

    private mutating func encode(_ change: PeerChange, into output: inout [UInt8]) {
        if let author = change.author { names.learn(change.name, of: author) }
        let node = change.author.map { "  node \(names.label($0))" } ?? ""
        let tint: Style.Tint = change.status == .up ? .green : .yellow
        line(tint, "peer", "\(change.peer) \(change.words)\(node)", into: &output)
    }

    private mutating func encode(_ progress: CatchUpProgress, into output: inout [UInt8]) {
        bar = nil
        if let terminalWidth, !progress.done {
            bar = ProgressBar.text(progress, columns: terminalWidth())
            return
        }
        let counts =
            "\(progress.peer): \(Quantity.count(progress.received)) of "
            + "\(Quantity.count(progress.needed)) received, \(Quantity.count(progress.sent)) sent"
        line(
            progress.done ? .green : .yellow,
            "catch-up",
            progress.done ? "\(counts), both logs equal" : counts,
            into: &output
        )
    }

    private func encode(_ received: ReceivedMessage, into output: inout [UInt8]) {
        let message = received.message
        let topic = message.topicBytes.isEmpty ? "" : "[\(SafeText.text(message.topic))] "
        var origin = received.via.name
        if let from = received.from { origin += " from \(from)" }
        line(
            nil,
            "message",
            "\(names.label(message.author)) #\(message.sequence)  \(topic)"
                + SafeText.body(message.body) + "  " + style.paint("(\(origin))", .dim),
            into: &output
        )
    }

    private func line(
        _ tint: Style.Tint?,
        _ kind: String,
        _ text: String,
        into output: inout [UInt8]
    ) {
        let clock = WallClock.system
        let time = style.paint(TimeFormat.parts(clock.now, in: clock.zone).clock, .dim)
        let kindText = tint.map { style.paint(kind, $0) } ?? kind
        let padding = String(repeating: " ", count: max(0, Self.kindColumns - kind.utf8.count))
        output.append(contentsOf: "\(time)  \(kindText)\(padding)\(style.safe(text))\n".utf8)
    }
}
