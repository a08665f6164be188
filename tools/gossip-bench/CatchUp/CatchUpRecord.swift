import NodeProcesses

/// The events of the late node, and the cost to both.
struct CatchUpRecord {
    let startTime: UInt64
    private(set) var catchingUpTime: UInt64 = 0
    private(set) var liveTime: UInt64 = 0
    private(set) var lastMessageTime: UInt64 = 0
    private(set) var messages = 0
    private(set) var state = "not started"
    var giverBefore: ProcessUsage?
    var giverAtLive: ProcessUsage?
    var giverAtEnd: ProcessUsage?
    var takerAtLive: ProcessUsage?
    var takerAtEnd: ProcessUsage?
    var trafficBytes: UInt64?

    init(startTime: UInt64) {
        self.startTime = startTime
    }

    mutating func take(_ line: EventLine, at time: UInt64) {
        if line.isEvent("message") {
            messages += 1
            lastMessageTime = time
        } else if line.isEvent("state"), let state = line.text("state") {
            self.state = state
            if state == "catching-up", catchingUpTime == 0 { catchingUpTime = time }
            // Alone it may have been live before.
            if state == "live", catchingUpTime > 0, liveTime == 0 { liveTime = time }
        }
    }

    func isComplete(_ count: Int) -> Bool { liveTime > 0 && messages >= count }

    func seconds(from start: UInt64, to end: UInt64) -> Double {
        end > start ? Double(end - start) / 1e9 : .nan
    }

    /// Processor time and memory of the giving and the taking node.
    func rows(_ count: Int) -> [Section.Row] {
        func row(
            _ key: String,
            _ label: String,
            _ before: UInt64,
            _ live: ProcessUsage?,
            _ end: ProcessUsage?
        ) -> Section.Row {
            let toLive = live.map { Double($0.cpuNanoseconds - before) } ?? .nan
            let toEnd = end.map { Double($0.cpuNanoseconds - before) } ?? .nan
            return Section.Row(
                key,
                label,
                [
                    Figure("cpu_to_live_s", "CPU to live", toLive / 1e9, .seconds),
                    Figure(
                        "cpu_us_a_message",
                        "a message",
                        toLive / 1e3 / Double(count),
                        .microseconds
                    ),
                    Figure("cpu_to_end_s", "CPU to the last event", toEnd / 1e9, .seconds),
                    Figure(
                        "resident_max_bytes",
                        "most memory",
                        end.map(\.residentBytesMax) ?? 0,
                        .bytes
                    ),
                ]
            )
        }
        return [
            row(
                "giving",
                "giving",
                giverBefore?.cpuNanoseconds ?? 0,
                giverAtLive,
                giverAtEnd
            ),
            row("taking", "taking", 0, takerAtLive, takerAtEnd),
        ]
    }
}
