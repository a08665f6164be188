import ArgumentParser
import GossipStore
import GossipText
import GossipWire

/// Prints messages in the format asked for.
struct RecordPrinter {
    private let format: OutputFormat
    private let screen: Screen
    private let showsArrivalTime: Bool
    private var line: MessageLine
    private var isFirst = true

    /// The names of the authors.
    var authors: AuthorNames {
        get { line.authors }
        set { line.authors = newValue }
    }

    /// Makes a printer; its lines start with the message's own time or with that of its arrival.
    init(
        _ format: OutputFormat,
        on screen: Screen,
        authors: AuthorNames,
        showsArrivalTime: Bool = false
    ) {
        self.format = format
        self.screen = screen
        self.showsArrivalTime = showsArrivalTime
        line = MessageLine(screen, authors: authors)
    }

    /// Prepares for a message that is printed later, so that all before it align with it.
    mutating func makeRoom(for summary: MessageSummary) {
        guard format == .short else { return }
        line.makeRoom(forAuthor: summary.author, topic: summary.topic)
    }

    /// Adds one message to what the screen has pending.
    mutating func print(_ record: LogRecord) {
        let sink = screen.sink
        switch format {
        case .short:
            let message = record.message
            line.append(
                message,
                at: showsArrivalTime ? record.arrivedMilliseconds : message.time,
                to: &sink.pending
            )
        case .full:
            if !isFirst { sink.pending.append(UInt8(ascii: "\n")) }
            let block = FullBlock(screen: screen, authors: line.authors).text(record)
            sink.write(screen.style.safe(block, .lines))
        case .json:
            MessageEvent(record, names: line.authors).append(to: &sink.pending)
        case .cat:
            append(body: record.message.body)
        case .id:
            sink.write(record.message.id.hex)
        }
        sink.pending.append(UInt8(ascii: "\n"))
        isFirst = false
    }

    /// The body as it is, or made safe where a terminal would act on it.
    private func append(body: ArraySlice<UInt8>) {
        if screen.isTerminal {
            screen.sink.write(SafeText.body(body, .lines))
        } else {
            screen.sink.pending.append(contentsOf: body)
        }
    }
}

/// The form of a printed message, the value of `-o`.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    /// One line for people: time, author, topic, body.
    case short
    /// Every field, for people.
    case full
    /// One JSON object a line, with the fields of the node's `message` event.
    case json
    /// The body alone.
    case cat
    /// The id alone, 64 hex digits.
    case id

    /// True for the forms that a person reads a screen at a time.
    var isForPeople: Bool { self == .short || self == .full }
}
