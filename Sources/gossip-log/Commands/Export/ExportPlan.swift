import GossipStore
import GossipText

/// An export, resolved.
struct ExportPlan {
    let reader: LogReader
    let query: LogQuery
    let cursor: LogCursor?
    /// True when messages go window by window of those that arrived after one another.
    let isInWindows: Bool
    /// True when a later run can find no match among messages that this one passes over.
    let passesOverForGood: Bool
    let format: ArchiveFormat
    /// The names that lines of JSON hold.
    let names: AuthorNames
    /// The file to write; `-` for standard output.
    let file: String

    /// Opens the log and finds in it what the arguments name.
    init(_ command: ExportCommand, clock: WallClock) throws {
        let times = try command.selection.times(clock)
        let start = try command.continuation.start()
        let path = command.log.db
        reader = try ReadableLog.open(path)
        cursor = try command.continuation.cursor(in: reader, path: path)
        names = try AuthorNames(reader)
        let choice = AuthorChoice(names: names, reader: reader, path: path)
        var query = try command.selection.query(times, choice)
        query.afterArrival = try start?.arrival(in: reader, path: path) ?? cursor?.start
        self.query = query
        isInWindows = cursor != nil || query.afterArrival != nil
        passesOverForGood = times.until == nil
        format = command.archive.output
        file = command.file
    }
}
