import GossipStore
import GossipWire
import NodeProcesses

/// A node with many signed messages, and an empty one that catches up with it: two processes on loopback.
struct CatchUpBenchmark {
    /// The goal of catching up, messages a second.
    private static let goal = 20_000.0
    private static let secondsMax: UInt64 = 600

    let workspace: Workspace

    func run() throws -> Section {
        let count = workspace.options.catchUpMessages
        StandardStream.say("catchup: signing \(count) messages")
        let fullPath = try workspace.path("full.sqlite")
        let bytes = try fill(fullPath, count)
        let latePath = try workspace.path("late.sqlite")
        StandardStream.say("catchup: two nodes")
        let record = try catchUp(from: fullPath, to: latePath, count)
        var section = section(record, count, bytes)
        try compare(fullPath, latePath, count, &section)
        workspace.discard(fullPath)
        workspace.discard(latePath)
        return section
    }

    private func fill(_ path: String, _ count: Int) throws -> Int {
        let log = try MessageLog.open(path: path, at: Clock.wallMilliseconds())
        var messages = SignedMessages(count: count, bodyBytes: workspace.options.bodyBytes)
        var bytes = 0
        var left = count
        while left > 0 {
            let part = min(left, 1_000)
            let batch = try (0..<part).map { _ in
                Incoming(message: try messages.next(), via: .relay)
            }
            for incoming in batch { bytes += incoming.message.encoded.count }
            _ = try log.append(batch, at: Clock.wallMilliseconds())
            left -= part
        }
        try log.close(clean: true, at: Clock.wallMilliseconds())
        return bytes
    }

    private func catchUp(from full: String, to late: String, _ count: Int) throws -> CatchUpRecord {
        let listen = ["--listen", "127.0.0.1:0"]
        let giver = try NodeProcess(log: full, listen)
        defer { giver.stop() }
        let address = try giver.started().address
        _ = try giver.live()
        let giverBefore = try giver.usage()
        let traffic = LoopbackTraffic.bytes()
        let taker = try NodeProcess(
            log: late,
            listen + ["--peer", address]
        )
        defer { taker.stop() }
        var record = CatchUpRecord(startTime: taker.startTime)
        let deadline = Clock.monotonic() + Self.secondsMax * 1_000_000_000
        while !record.isComplete(count) {
            guard Clock.monotonic() < deadline else {
                throw ToolFailure(
                    "After \(Self.secondsMax) s the late node has told of \(record.messages) of "
                        + "\(count) messages, and is \(record.state)."
                )
            }
            try NodeProcess.read([taker, giver], until: deadline) { line, node, time in
                guard node == 0 else { return }
                record.take(line, at: time)
                if record.liveTime > 0, record.takerAtLive == nil {
                    record.takerAtLive = try taker.usage()
                    record.giverAtLive = try giver.usage()
                    record.trafficBytes = traffic.flatMap { before in
                        LoopbackTraffic.bytes().map { $0 - before }
                    }
                }
            }
        }
        record.takerAtEnd = try taker.usage()
        record.giverAtEnd = try giver.usage()
        record.giverBefore = giverBefore
        return record
    }

    private func section(_ record: CatchUpRecord, _ count: Int, _ bytes: Int) -> Section {
        let catching = record.seconds(from: record.catchingUpTime, to: record.liveTime)
        let whole = record.seconds(from: record.startTime, to: record.liveTime)
        let told = record.seconds(from: record.catchingUpTime, to: record.lastMessageTime)
        var figures = [
            Figure(
                "per_second",
                "from catching up to live",
                Double(count) / catching,
                .perSecond,
                against: .atLeast(Self.goal)
            ),
            Figure("catching_up_s", "the same as time", catching, .seconds),
            Figure("from_exec_s", "from its start to live", whole, .seconds),
            Figure(
                "told_per_second",
                "until all are on standard output",
                Double(count) / told,
                .perSecond,
                against: .atLeast(Self.goal)
            ),
            Figure("message_bytes", "bytes of the messages", bytes, .bytes),
        ]
        if let traffic = record.trafficBytes {
            figures.append(
                Figure(
                    "loopback_bytes",
                    "bytes on loopback, the machine's",
                    traffic,
                    .bytes,
                    against: .init(label: "messages", value: Double(bytes))
                )
            )
        }
        var section = Section(key: "catchup", title: "Catch-up of an empty node")
        section.parts = [
            .figures(key: "catchup", title: "\(Unit.count.text(Double(count))) messages", figures),
            .grid(key: "nodes", title: "Both nodes", record.rows(count)),
            .grid(
                key: "taking_threads",
                title: "CPU by threads of the taking node, for each message",
                record.takerAtEnd?.threads.rows(each: count) ?? []
            ),
            .grid(
                key: "giving_threads",
                title: "CPU by threads of the giving node, for each message",
                record.giverAtEnd?.threads.rows(each: count) ?? []
            ),
        ]
        return section
    }

    /// Both logs must hold the same ids, every one of them.
    private func compare(
        _ path: String,
        _ otherPath: String,
        _ count: Int,
        _ section: inout Section
    ) throws {
        let ids = try Self.ids(path)
        let others = try Self.ids(otherPath)
        if ids.count != count || ids != others {
            section.failures.append(
                "the logs differ: \(ids.count) and \(others.count) messages of \(count)"
            )
        }
    }

    private static func ids(_ path: String) throws -> [MessageID] {
        let reader = try LogReader.open(path: path)
        defer { reader.close() }
        return try reader.ids(from: .zero, limit: .max)
    }
}
