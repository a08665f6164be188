import GossipStore
import GossipWire
import NodeProcesses

/// Appends to a log that grows, and to plain SQLite in turns, so that both meet the same machine.
///
/// Making the messages is not in the figures, and checkpoints are.
struct StoreBenchmark {
    /// Messages of a transaction.
    static let batchCount = 1_000
    /// Batches until it is the other's turn.
    private static let turnCount = 20
    /// The goal of the store, messages a second.
    private static let goal = 60_000.0

    let workspace: Workspace

    func run() throws -> Section {
        let options = workspace.options
        StandardStream.say("store: appending \(options.messages) messages")
        let path = try workspace.path("log.sqlite")
        let plainPath = try workspace.path("plain.sqlite")
        let log = try MessageLog.open(path: path, at: Clock.wallMilliseconds())
        let plain = try PlainSQLite(path: plainPath)
        var messages = SyntheticMessages(options)
        var own = AppendMeter()
        var theirs = AppendMeter()
        var done = 0
        while done < options.messages {
            let turn = min(options.messages - done, Self.batchCount * Self.turnCount)
            let isLast = done + turn > options.messages - max(options.messages / 10, turn)
            let part = try messages.next(turn)
            try append(part, to: log, &own, isOfLastTenth: isLast)
            try append(part, to: plain, &theirs, isOfLastTenth: isLast)
            done += turn
        }
        guard log.count == options.messages else {
            throw ToolFailure("The log counts \(log.count) of \(options.messages) messages.")
        }
        try log.close(clean: true, at: Clock.wallMilliseconds())
        workspace.keepPrepared(path)
        workspace.discard(plainPath)
        return section(own, theirs)
    }

    private func append(
        _ messages: [Message],
        to log: MessageLog,
        _ meter: inout AppendMeter,
        isOfLastTenth: Bool
    ) throws {
        let incoming = messages.map { Incoming(message: $0, via: .relay) }
        for start in stride(from: 0, to: messages.count, by: Self.batchCount) {
            let batch = Array(incoming[start..<min(start + Self.batchCount, incoming.count)])
            try meter.measure(batch.count, isOfLastTenth: isOfLastTenth) {
                let outcomes = try log.append(batch, at: Clock.wallMilliseconds())
                guard !outcomes.contains(.duplicate) else {
                    throw ToolFailure("The log holds a message that is new.")
                }
            } rest: {
                if log.needsCheckpoint { _ = try log.checkpoint() }
            }
        }
    }

    private func append(
        _ messages: [Message],
        to plain: PlainSQLite,
        _ meter: inout AppendMeter,
        isOfLastTenth: Bool
    ) throws {
        for start in stride(from: 0, to: messages.count, by: Self.batchCount) {
            let batch = messages[start..<min(start + Self.batchCount, messages.count)]
            try meter.measure(batch.count, isOfLastTenth: isOfLastTenth) {
                try plain.append(batch)
            } rest: {
            }
        }
    }

    private func section(_ own: AppendMeter, _ plain: AppendMeter) -> Section {
        var section = Section(key: "store", title: "Store: append at FULL")
        section.parts = [
            .figures(
                key: "rate",
                title: "Rate",
                [
                    Figure("all", "all", own.perSecond, .perSecond, against: .atLeast(Self.goal)),
                    Figure(
                        "last_tenth",
                        "the last 10 %",
                        own.lastPerSecond,
                        .perSecond,
                        against: .atLeast(Self.goal)
                    ),
                    Figure(
                        "all_against_plain",
                        "all, against plain SQLite",
                        own.perSecond,
                        .perSecond,
                        against: .init(label: "plain", value: plain.perSecond)
                    ),
                    Figure(
                        "last_tenth_against_plain",
                        "the last 10 %, against plain SQLite",
                        own.lastPerSecond,
                        .perSecond,
                        against: .init(label: "plain", value: plain.lastPerSecond)
                    ),
                    Figure(
                        "cpu_us_a_message",
                        "processor time a message",
                        own.cpuMicrosecondsPerMessage,
                        .microseconds,
                        against: .init(label: "plain", value: plain.cpuMicrosecondsPerMessage)
                    ),
                ]
            ),
            .grid(
                key: "commit",
                title: "Commit of \(Self.batchCount) messages",
                [
                    .init("log", "log", own.latencies.cells(.milliseconds, suffix: "ms")),
                    .init(
                        "log_last_tenth",
                        "log, the last 10 %",
                        own.lastLatencies.cells(.milliseconds, suffix: "ms")
                    ),
                    .init(
                        "plain",
                        "plain SQLite",
                        plain.latencies.cells(.milliseconds, suffix: "ms")
                    ),
                ]
            ),
        ]
        return section
    }
}
