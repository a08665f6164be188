import GossipStore
import GossipText

/// The consumers that have not read all of what a horizon would take.
struct OvertakenConsumers {
    private struct Entry {
        let consumer: Consumer
        /// Messages that it has not read; nil when its cursor file cannot be read.
        let unread: Int?
    }

    private let entries: [Entry]

    /// Looks at each that the log knows.
    init(by horizon: UInt64, in reader: LogReader) throws {
        entries = try ConsumerRegistry(of: reader).consumers().compactMap { consumer in
            guard let arrival = consumer.arrival else {
                return Entry(consumer: consumer, unread: nil)
            }
            let unread = try reader.count(before: horizon, afterArrival: arrival)
            return unread > 0 ? Entry(consumer: consumer, unread: unread) : nil
        }
    }

    var isEmpty: Bool { entries.isEmpty }

    /// A line on each; none when there are none.
    var lines: [String] {
        entries.map { entry in
            let name = SafeText.text(entry.consumer.cursorFile)
            guard let unread = entry.unread else {
                return "How far the reader with \(name) is cannot be seen from here."
            }
            let seen = TimeFormat.people(entry.consumer.lastSeenMilliseconds, in: .local)
            return "The reader with \(name), here last at \(seen), has not read "
                + "\(Quantity.messages(unread)) of that."
        }
    }

    /// The reason why nothing is removed.
    func refusal(_ path: String) -> CommandFailure {
        CommandFailure(
            "nothing is removed from \(path): readers have not read all of what would go.\n"
                + lines.joined(separator: "\n")
                + "\nLet them run first, delete the cursor file of one that does not come back, or "
                + "remove it all the same with --force."
        )
    }
}
