import NodeProcesses

/// The cost of appending, batch by batch.
struct AppendMeter {
    private(set) var latencies = Samples()
    private(set) var lastLatencies = Samples()
    private var messages = 0
    private var lastMessages = 0
    private var nanoseconds: UInt64 = 0
    private var lastNanoseconds: UInt64 = 0
    private var cpuNanoseconds: UInt64 = 0

    /// Measures the append of a batch and what follows it before the next.
    mutating func measure(
        _ count: Int,
        isOfLastTenth: Bool,
        append: () throws -> Void,
        rest: () throws -> Void
    ) rethrows {
        let appended = try Clock.measure(append)
        let rested = try Clock.measure(rest)
        let elapsed = appended.elapsed + rested.elapsed
        latencies.append(Double(appended.elapsed) / 1e6)
        messages += count
        nanoseconds += elapsed
        cpuNanoseconds += appended.cpu + rested.cpu
        guard isOfLastTenth else { return }
        lastLatencies.append(Double(appended.elapsed) / 1e6)
        lastMessages += count
        lastNanoseconds += elapsed
    }

    var perSecond: Double { Double(messages) / (Double(nanoseconds) / 1e9) }
    var lastPerSecond: Double { Double(lastMessages) / (Double(lastNanoseconds) / 1e9) }
    var cpuMicrosecondsPerMessage: Double { Double(cpuNanoseconds) / 1e3 / Double(messages) }
}
