import GossipStore
import GossipText
import GossipWire

/// Finds the one message that a typed id means.
struct RecordLookup {
    let reader: LogReader
    /// For errors.
    let path: String
    /// The exit code if there is no such message.
    let absence: ExitStatus
    /// The zone of times in errors.
    var zone = TimeZoneRule.local

    /// The message whose id starts with these hex digits.
    ///
    /// Throws: `CommandFailure` if there is none, or if there are several.
    func record(_ prefix: String) throws -> LogRecord {
        switch try reader.record(idPrefix: prefix) {
        case .found(let record):
            return record
        case .none:
            throw CommandFailure(
                "no message in \(path) has an id that starts with \(prefix). -o id lists all ids.",
                exit: absence
            )
        case .ambiguous(let candidates):
            throw CommandFailure(
                "\(prefix) is the start of several ids in \(path); type more of one of them:\n"
                    + (try lines(candidates)).joined(separator: "\n")
            )
        }
    }

    /// A line for each message: as much of its id as tells it from the others, time, author, body.
    private func lines(_ ids: [MessageID]) throws -> [String] {
        let names = try AuthorNames(reader)
        let digits = Self.digits(toTellApart: ids)
        return try ids.compactMap { id in
            guard let message = try reader.record(id: id)?.message else { return nil }
            let fields = [
                String(id.hex.prefix(digits)), TimeFormat.people(message.time, in: zone),
                DisplayWidth.cut(
                    names.short(message.author, columns: Self.authorColumnsMax),
                    to: Self.authorColumnsMax
                ),
                DisplayWidth.cut(SafeText.body(message.body), to: Self.bodyColumnsMax),
            ]
            return "  " + fields.joined(separator: "  ")
        }
    }

    private static let digitsMin = 14
    private static let authorColumnsMax = 16
    private static let bodyColumnsMax = 32

    /// Digits that begin no two of some ids in order, and two more.
    private static func digits(toTellApart ids: [MessageID]) -> Int {
        let common = zip(ids, ids.dropFirst()).map { first, second in
            zip(first.hex, second.hex).prefix { $0 == $1 }.count
        }
        return min(64, max(digitsMin, (common.max() ?? 0) + 3))
    }
}
