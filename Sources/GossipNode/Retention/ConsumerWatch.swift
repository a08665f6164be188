import GossipStore

/// Tells of the readers with a cursor file that have not read what is about to be pruned: of each once,
/// and again only when it has caught up meanwhile.
struct ConsumerWatch {
    private let log: MessageLog
    /// The newest arrival number when a reader was told of, by its cursor file.
    private var told: [String: UInt64] = [:]

    init(log: MessageLog) {
        self.log = log
    }

    /// The readers that a step overtakes and that were not told of yet.
    ///
    /// - Parameter newest: The newest arrival number among the messages that go.
    /// - Returns: Those readers, each once.
    mutating func overtaken(byRemoving newest: UInt64) -> [OvertakenConsumer] {
        guard newest > 0 else { return [] }
        let consumers = ConsumerRegistry(of: log).consumers(forgettingGone: true)
        var known: [String: UInt64] = [:]
        var overtaken: [OvertakenConsumer] = []
        for consumer in consumers {
            if let told = told[consumer.cursorFile], consumer.mayLack(told) {
                known[consumer.cursorFile] = told
            } else if consumer.mayLack(newest) {
                known[consumer.cursorFile] = log.lastArrival
                overtaken.append(OvertakenConsumer(consumer: consumer, newest: log.lastArrival))
            }
        }
        told = known
        return overtaken
    }
}

/// A reader that retention overtakes.
struct OvertakenConsumer: Sendable {
    let consumer: Consumer
    /// The newest arrival number in the log.
    let newest: UInt64

    /// The sentence to tell of it.
    var text: String {
        let progress =
            consumer.arrival.map { "it has come to message \($0) of \(newest)" }
            ?? "its cursor file cannot be read from here"
        return "retention removes messages that the reader with \(consumer.cursorFile) has not "
            + "read: \(progress). Let it run more often, or keep more with --keep and --keep-size; delete the "
            + "cursor file of a reader that does not come back."
    }
}
