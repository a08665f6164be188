/// The room of a message's line: the widest that author and topic may be, and what is left out.
///
/// At least half of a terminal is the body's. From 64 columns on that is done by the limits alone; below,
/// the milliseconds of the time are left out, and below 56 the topic.
struct LineRoom {
    /// The widest that the author may be.
    let authorColumns: Int
    /// The widest that the topic may be.
    let topicColumns: Int
    let showsMilliseconds: Bool
    let showsTopic: Bool

    static let gap = "  "
    /// As wide as the start of a key that stands for a name.
    static let authorColumnsMin = 8
    static let topicColumnsMin = 6
    private static let authorColumnsMax = 16
    private static let topicColumnsMax = 20
    private static let clockColumns = "00:00:00".utf8.count
    private static let millisecondColumns = ".000".utf8.count

    /// Makes the room of a terminal's columns, or of a line that may be as long as it is.
    ///
    /// A line that shows the day too is for terminals that are wide.
    init(columns: Int?, showsDay: Bool) {
        guard let columns, !showsDay else {
            (authorColumns, topicColumns) = (Self.authorColumnsMax, Self.topicColumnsMax)
            (showsMilliseconds, showsTopic) = (true, true)
            return
        }
        let least = Self.authorColumnsMin + Self.topicColumnsMin
        let gaps = Self.gap.utf8.count
        var room = columns / 2 - Self.clockColumns - 3 * gaps
        showsMilliseconds = room - Self.millisecondColumns >= least
        if showsMilliseconds { room -= Self.millisecondColumns }
        showsTopic = room >= least
        if !showsTopic { room += gaps }
        let share = showsTopic ? max(room / 2, room - Self.topicColumnsMax) : room
        authorColumns = min(Self.authorColumnsMax, max(Self.authorColumnsMin, share))
        topicColumns = min(
            Self.topicColumnsMax,
            max(Self.topicColumnsMin, room - authorColumns)
        )
    }
}
