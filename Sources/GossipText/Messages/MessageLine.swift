package import GossipWire

/// One message on one line, the same in both programs: time, author, topic, body.
///
/// On a terminal columns are few: the day stands on a separate line before its messages, with the offset
/// that makes it unambiguous, and the lines begin with the time of day.
///
/// The columns of author and topic widen as wider ones come, up to a limit, so that neighbouring
/// lines align without looking ahead. The limits leave half of a terminal to the body; where that is
/// not possible, the milliseconds go, and then the topic (``LineRoom``).
package struct MessageLine: Sendable {
    package var authors: AuthorNames
    private let look: LineLook
    /// Columns before the line that others have filled.
    private let indent: Int
    private var columns: Int?
    private let wrapsBodies: Bool
    private var room: LineRoom
    /// The day and offset of the last line.
    private var day = ""
    private var authorColumns = LineRoom.authorColumnsMin
    private var topicColumns = LineRoom.topicColumnsMin

    /// A body is never cut to less, however narrow the terminal.
    private static let bodyColumnsMin = 10
    /// Rows of a body that is wrapped; what is longer is to be read with `gossip-log`.
    private static let bodyRowsMax = 20

    /// Makes the first line.
    ///
    /// - Parameters:
    ///   - look: colours, zone and form of the lines.
    ///   - columns: the columns that a line must fit into; `nil` when it may be as long as it is.
    ///   - wrapColumns: the columns of the terminal, which may be another's to cut to.
    ///   - wrapsBodies: a body goes on in rows below its beginning, rather than being cut.
    ///   - authors: the names of the authors.
    ///   - indent: columns before the line that others have filled.
    package init(
        _ look: LineLook,
        columns: Int?,
        wrapColumns: Int?,
        wrapsBodies: Bool = false,
        authors: AuthorNames,
        indent: Int = 0
    ) {
        self.look = look
        self.columns = columns
        self.wrapsBodies = wrapsBodies
        self.authors = authors
        self.indent = indent
        room = LineRoom(
            columns: wrapColumns.map { $0 - indent },
            showsDay: !look.separatesDays
        )
    }

    /// Fits further lines to a terminal that has another width now.
    package mutating func fit(to columns: Int?) {
        guard columns != self.columns else { return }
        self.columns = columns
        room = LineRoom(columns: columns.map { $0 - indent }, showsDay: !look.separatesDays)
        authorColumns = min(authorColumns, room.authorColumns)
        topicColumns = min(topicColumns, room.topicColumns)
    }

    /// Makes the columns as wide as a message needs them that comes later.
    package mutating func makeRoom(forAuthor author: AuthorKey?, topic: String) {
        if let author {
            _ = Self.column(shortName(author), &authorColumns, room.authorColumns)
        }
        _ = Self.column(Self.text(ofTopic: topic), &topicColumns, room.topicColumns)
    }

    /// Appends the line without a line feed.
    ///
    /// - Parameters:
    ///   - message: the message.
    ///   - milliseconds: the time that stands first, since 1970.
    ///   - mark: a short text behind the body, dim; it is not cut.
    ///   - bytes: the lines so far.
    package mutating func append(
        _ message: Message,
        at milliseconds: UInt64,
        mark: String = "",
        to bytes: inout [UInt8]
    ) {
        let time = stamp(milliseconds, to: &bytes)
        let name = shortName(message.author)
        let author = Self.column(name, &authorColumns, room.authorColumns)
        let topic = Self.column(
            Self.text(ofTopic: message.topic),
            &topicColumns,
            room.topicColumns
        )
        let (gap, style) = (LineRoom.gap, look.style)
        let topicUsed = room.showsTopic ? topicColumns + gap.utf8.count : 0
        let end = mark.isEmpty ? "" : " " + mark
        let used =
            indent + time.utf8.count + authorColumns + topicUsed + 2 * gap.utf8.count
            + DisplayWidth.of(end)
        var line = style.paint(time, .dim) + gap
        line += style.paint(author, Style.tint(of: message.author.bytes)) + gap
        if room.showsTopic { line += style.paint(topic, .bold) + gap }
        let bodyIndent = used - DisplayWidth.of(end)
        line += body(message.body, used: used, indent: bodyIndent) + style.paint(end, .dim)
        bytes.append(contentsOf: line.utf8)
    }

    /// The time as it stands first in a line, after a line for the day where another one begins.
    package mutating func stamp(_ milliseconds: UInt64, to bytes: inout [UInt8]) -> String {
        guard look.separatesDays else { return TimeFormat.people(milliseconds, in: look.zone) }
        let parts = TimeFormat.parts(milliseconds, in: look.zone)
        let day = "\(parts.date) (\(parts.offset))"
        if day != self.day {
            self.day = day
            bytes.append(contentsOf: look.style.paint("── \(day) ──\n", .dim).utf8)
        }
        return room.showsMilliseconds ? parts.clock : String(parts.clock.dropLast(4))
    }

    private func shortName(_ author: AuthorKey) -> String {
        authors.short(author, columns: room.authorColumns)
    }

    private static func text(ofTopic topic: String) -> String {
        topic.isEmpty ? "-" : SafeText.text(topic)
    }

    private func body(_ body: ArraySlice<UInt8>, used: Int, indent: Int) -> String {
        guard let columns else { return SafeText.body(body) }
        let columnsMax = max(Self.bodyColumnsMin, columns - used)
        let text = SafeText.body(body)
        guard wrapsBodies else { return DisplayWidth.cut(text, to: columnsMax) }
        let most = DisplayWidth.cut(text, to: columnsMax * Self.bodyRowsMax)
        var rows = DisplayWidth.wrap(most, to: columnsMax)
        if rows.count > Self.bodyRowsMax {
            rows.removeLast(rows.count - Self.bodyRowsMax)
            rows[rows.count - 1] = DisplayWidth.cut(rows[rows.count - 1] + " …", to: columnsMax)
        }
        return
            rows
            .joined(separator: "\n" + String(repeating: " ", count: indent))
    }

    private static func column(_ text: String, _ columns: inout Int, _ columnsMax: Int) -> String {
        columns = max(columns, min(DisplayWidth.of(text), columnsMax))
        return DisplayWidth.fit(text, to: columns)
    }
}
