import GossipStore
import GossipText
import GossipWire

/// One message on one line: time, author, topic, body.
///
/// On a terminal columns are few: the day stands on a separate line before its messages, with the offset
/// that makes it unambiguous, and the lines begin with the time of day.
///
/// The columns of author and topic widen as wider ones come, up to a limit, so that neighbouring
/// lines align without looking ahead. The limits leave half of a terminal to the body; where that is
/// not possible, the milliseconds go, and then the topic (``LineRoom``).
struct ShortLine {
    var authors: AuthorNames
    private let screen: Screen
    private let showsArrivalTime: Bool
    /// Columns before the line that others have filled.
    private let indent: Int
    private let separatesDays: Bool
    /// The day and offset of the last line.
    private var day = ""
    private var authorColumns = LineRoom.authorColumnsMin
    private var topicColumns = LineRoom.topicColumnsMin
    private let room: LineRoom

    /// A body is never cut to less, however narrow the terminal.
    private static let bodyColumnsMin = 10

    init(
        screen: Screen,
        authors: AuthorNames,
        showsArrivalTime: Bool,
        separatesDays: Bool? = nil,
        indent: Int = 0
    ) {
        self.indent = indent
        let separatesDays = separatesDays ?? screen.isTerminal
        self.separatesDays = separatesDays
        room = LineRoom(columns: screen.wrapColumns.map { $0 - indent }, showsDay: !separatesDays)
        self.screen = screen
        self.authors = authors
        self.showsArrivalTime = showsArrivalTime
    }

    /// Makes the columns as wide as a message needs them that comes later.
    mutating func makeRoom(for summary: MessageSummary) {
        if let author = summary.author {
            _ = Self.column(authors.short(author), &authorColumns, room.authorColumns)
        }
        _ = Self.column(Self.text(ofTopic: summary.topic), &topicColumns, room.topicColumns)
    }

    private static func text(ofTopic topic: String) -> String {
        topic.isEmpty ? "-" : SafeText.text(topic)
    }

    mutating func append(_ record: LogRecord, to bytes: inout [UInt8]) {
        let message = record.message
        let time = time(
            showsArrivalTime ? record.arrivedMilliseconds : message.time,
            to: &bytes
        )
        let author = Self.column(
            authors.short(message.author),
            &authorColumns,
            room.authorColumns
        )
        let topicColumn = Self.column(
            Self.text(ofTopic: message.topic),
            &topicColumns,
            room.topicColumns
        )
        let gap = LineRoom.gap
        let topicUsed = room.showsTopic ? topicColumns + gap.utf8.count : 0
        let used = indent + time.utf8.count + authorColumns + topicUsed + 2 * gap.utf8.count
        let style = screen.style
        bytes.append(contentsOf: style.paint(time, .dim).utf8)
        bytes.append(contentsOf: gap.utf8)
        bytes.append(contentsOf: style.paint(author, Style.tint(of: message.author.bytes)).utf8)
        bytes.append(contentsOf: gap.utf8)
        if room.showsTopic {
            bytes.append(contentsOf: style.paint(topicColumn, .bold).utf8)
            bytes.append(contentsOf: gap.utf8)
        }
        bytes.append(contentsOf: body(message.body, used: used).utf8)
    }

    /// The time as it stands in the line, after a line for the day where another one begins.
    private mutating func time(_ milliseconds: UInt64, to bytes: inout [UInt8]) -> String {
        guard separatesDays else { return TimeFormat.people(milliseconds, in: screen.zone) }
        let parts = TimeFormat.parts(milliseconds, in: screen.zone)
        let day = "\(parts.date) (\(parts.offset))"
        if day != self.day {
            self.day = day
            bytes.append(contentsOf: screen.style.paint("── \(day) ──\n", .dim).utf8)
        }
        return room.showsMilliseconds ? parts.clock : String(parts.clock.dropLast(4))
    }

    private func body(_ body: ArraySlice<UInt8>, used: Int) -> String {
        guard let columns = screen.columns else { return SafeText.body(body) }
        let columnsMax = max(Self.bodyColumnsMin, columns - used)
        return DisplayWidth.cut(SafeText.body(body), to: columnsMax)
    }

    private static func column(_ text: String, _ columns: inout Int, _ columnsMax: Int) -> String {
        columns = max(columns, min(DisplayWidth.of(text), columnsMax))
        return DisplayWidth.fit(text, to: columns)
    }
}
