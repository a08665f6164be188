import GossipStore
import GossipText

/// The work of `export`: write the messages of a query into an archive.
struct Export {
    private let plan: ExportPlan

    init(_ plan: ExportPlan) {
        self.plan = plan
    }

    /// Writes the archive, and tells on standard error how much it holds.
    func run() throws {
        let file = try OutputFile(plan.file, isText: plan.format == .json)
        try plan.cursor?.tellMissed(plan.reader)
        let end = try plan.reader.lastArrivalGiven()
        var count: UInt64 = 0
        var last: UInt64?
        do {
            try file.write { sink in
                var output = ArchiveOutput(plan.format, to: sink, names: plan.names)
                try forEach { record in
                    try output.add(record)
                    last = max(last ?? 0, record.arrival)
                }
                output.end()
                count = output.count
            }
        } catch is OutputClosed {
            // The reader has seen enough; the cursor stays where it was.
            return
        }
        let reached = plan.passesOverForGood ? max(end, last ?? 0) : last
        if let reached { try plan.cursor?.advance(to: reached, isFinal: true) }
        Diagnostics.say("exported \(Quantity.messages(count))\(file.destination("to")).")
        guard count == 0 else { return }
        let unknown = try UnknownTopics(plan.query.topics, in: plan.reader).sentence
        throw CommandFailure(unknown ?? "no message matches.", exit: .nothing)
    }

    private func forEach(_ body: (LogRecord) throws -> Void) throws {
        let reader = plan.reader
        guard plan.isInWindows else {
            return try reader.forEach(plan.query) { record in
                try body(record)
                return true
            }
        }
        try ArrivalWindow.forEach(plan.query, from: reader, where: nil, in: reader) { window in
            try reader.forEach(arrivals: window.messages.lazy.map(\.arrival)) { record in
                try body(record)
                return true
            }
            return true
        }
    }
}
