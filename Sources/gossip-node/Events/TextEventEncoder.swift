import GossipCore
import GossipNode
import GossipText
import GossipWire

/// Standard output for people: messages as `gossip-log` prints them, and events, one line each.
struct TextEventEncoder: EventEncoder {
    /// The columns of the terminal at the moment; `nil` when there is none to fit lines to.
    private let terminalWidth: (@Sendable () -> Int)?
    private let style: Style
    private let isVerbose: Bool
    private var messages: MessageLine
    private var logPath = ""
    /// The time at which happened what is being told.
    private var milliseconds: UInt64 = 0

    /// An own message that is durable is a line like any other, with a mark.
    let showsOwnMessages = true

    /// Columns of the word that begins a line.
    private static let kindColumns = 10
    /// The mark of an own message: it is durable here.
    private static let durableMark = "✓"

    init(
        terminalWidth: (@Sendable () -> Int)?,
        look: LineLook,
        isVerbose: Bool = false
    ) {
        self.terminalWidth = terminalWidth
        style = look.style
        self.isVerbose = isVerbose
        let columns = terminalWidth?()
        messages = MessageLine(
            look,
            columns: columns,
            wrapColumns: columns,
            wrapsBodies: true,
            authors: AuthorNames(countMax: JSONEventEncoder.nameCountMax)
        )
    }

    private var names: AuthorNames { messages.authors }

    mutating func encode(
        _ event: OutputEvent,
        at milliseconds: UInt64,
        into output: inout [UInt8]
    ) {
        self.milliseconds = milliseconds
        switch event {
        case .node(let event):
            messages.authors.learn(event)
            encode(event, into: &output)
        case .published(let receipt, let tag):
            // The message is a line by itself; a tag is for whoever gave it.
            guard let tag else { return }
            line(.green, "published", "tag \(SafeText.text(tag))  \(receipt.id)", into: &output)
        case .message(let received): encode(received, into: &output)
        }
    }

    mutating func finishBatch(
        at milliseconds: UInt64,
        isLast: Bool,
        into output: inout [UInt8]
    ) {
        messages.fit(to: terminalWidth?())
    }

    private mutating func encode(_ event: NodeEvent, into output: inout [UInt8]) {
        switch event {
        case .started(let start):
            logPath = SafeText.text(start.logPath)
            let text =
                "node \(names.label(start.author)) listens on \(start.listen), "
                + "\(Quantity.messages(start.messageCount)) in \(SafeText.text(start.logPath))"
            line(.bold, "started", text, into: &output)
            guard let who = NetworkLine.atStart(start.network) else { return }
            let isOpen = start.network == NetworkAccess.open.description
            line(isOpen ? .yellow : nil, isOpen ? "warning" : "notice", who, into: &output)
        case .state(let state):
            line(state.isProved ? .green : .yellow, "state", state.text, into: &output)
        case .catchUp(let progress): encode(progress, into: &output)
        case .peer(let change):
            let node = change.author.map { "  node \(names.label($0))" } ?? ""
            let tint: Style.Tint = change.status == .up ? .green : .yellow
            line(tint, "peer", "\(change.peer) \(change.words)\(node)", into: &output)
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

    private mutating func encode(_ progress: CatchUpProgress, into output: inout [UInt8]) {
        let counts =
            "\(progress.peer): \(Quantity.count(progress.received)) of "
            + "\(Quantity.count(progress.needed)) received, \(Quantity.count(progress.sent)) sent"
        line(
            progress.done ? .green : .yellow,
            "catch-up",
            progress.done
                ? "\(counts), both logs equal"
                    + Quantity.exception(
                        authors: progress.excluded,
                        guests: progress.excludesGuests
                    )
                : counts,
            into: &output
        )
    }

    private mutating func encode(_ received: ReceivedMessage, into output: inout [UInt8]) {
        let message = received.message
        messages.append(
            message,
            at: message.time,
            mark: received.via == .own ? Self.durableMark : "",
            to: &output
        )
        output.append(UInt8(ascii: "\n"))
        guard isVerbose else { return }
        let origin = received.from.map { " from \($0)" } ?? ""
        let detail = "    \(received.via.name)\(origin)  #\(message.sequence)  \(message.id)"
        let shown = DisplayWidth.cut(SafeText.text(detail), to: terminalWidth?() ?? .max)
        output.append(contentsOf: style.paint(shown, .dim).utf8)
        output.append(UInt8(ascii: "\n"))
    }

    private mutating func line(
        _ tint: Style.Tint?,
        _ kind: String,
        _ text: String,
        into output: inout [UInt8]
    ) {
        let stamp = messages.stamp(milliseconds, to: &output)
        let kindText = tint.map { style.paint(kind, $0) } ?? kind
        let padding = String(repeating: " ", count: max(0, Self.kindColumns - kind.utf8.count))
        let head = "\(style.paint(stamp, .dim))  \(kindText)\(padding)"
        let indent = stamp.utf8.count + 2 + Self.kindColumns
        let rows = rows(style.safe(text), behind: indent)
        output.append(contentsOf: "\(head)\(rows)\n".utf8)
    }

    /// The text in rows that fit the terminal, broken at spaces, each below the first.
    private func rows(_ text: String, behind indent: Int) -> String {
        guard let columns = terminalWidth?() else { return text }
        return DisplayWidth.wrap(text, to: columns - indent)
            .joined(separator: "\n" + String(repeating: " ", count: indent))
    }
}
