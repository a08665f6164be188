import GossipStore
import GossipWire

/// Finds the one message that a typed id means.
struct RecordLookup {
    let reader: LogReader
    /// For errors.
    let path: String
    /// The exit code if there is no such message.
    let absence: ExitStatus

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
                    + candidates.map { "  " + $0.description }.joined(separator: "\n")
            )
        }
    }
}
