import GossipStore
import GossipWire

/// One message on one line: time, author, topic, body.
///
/// The columns of author and topic widen as wider ones come, up to a limit, so that neighbouring
/// lines align without looking ahead.
struct ShortLine {
    var authors: AuthorNames
    private let screen: Screen
    private let showsArrivalTime: Bool
    /// Columns before the line that others have filled.
    private let indent: Int
    private var authorColumns = 8
    private var topicColumns = 6

    private static let authorColumnsMax = 16
    private static let topicColumnsMax = 20
    /// A body is never cut to less, however narrow the terminal.
    private static let bodyColumnsMin = 10

    init(screen: Screen, authors: AuthorNames, showsArrivalTime: Bool, indent: Int = 0) {
        self.indent = indent
        self.screen = screen
        self.authors = authors
        self.showsArrivalTime = showsArrivalTime
    }

    mutating func append(_ record: LogRecord, to bytes: inout [UInt8]) {
        let message = record.message
        let time = TimeFormat.people(
            showsArrivalTime ? record.arrivedMilliseconds : message.time,
            in: screen.zone
        )
        let author = Self.column(
            authors.short(message.author),
            &authorColumns,
            Self.authorColumnsMax
        )
        let topic = message.topic.isEmpty ? "-" : SafeText.text(message.topic)
        let topicColumn = Self.column(topic, &topicColumns, Self.topicColumnsMax)
        let used = indent + time.utf8.count + authorColumns + topicColumns + 6
        let style = screen.style
        bytes.append(contentsOf: style.paint(time, .dim).utf8)
        bytes.append(contentsOf: "  ".utf8)
        bytes.append(contentsOf: style.paint(author, Style.tint(of: message.author.bytes)).utf8)
        bytes.append(contentsOf: "  ".utf8)
        bytes.append(contentsOf: style.paint(topicColumn, .bold).utf8)
        bytes.append(contentsOf: "  ".utf8)
        bytes.append(contentsOf: body(message.body, used: used).utf8)
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
