import HostilePeers
import NodeProcesses

/// The figures of one attack, and the verdicts.
struct HostileReport {
    /// The time by which a node that starts may be later than without an attack.
    static let delaySecondsMax = 3.0
    private static let latencyMillisecondsMax = 50.0
    private static let cpuPercentMax = 10.0
    /// Bytes by which a log's files may grow at once, its write-ahead log above all.
    private static let diskBytesMax = 12 << 20
    /// Events of the peers that come up when an attack begins, a node.
    private static let eventsMax = 80

    let attack: any Attack.Type
    /// p99 of delivery in milliseconds.
    var latency = Parts<Double>()
    /// Processor time of a node, in percent of a core.
    var cpuPercent = Parts<Double>()
    /// Resident memory of the fullest node; under attack, at the most.
    var memoryBytes = Parts<Int>()
    /// Seconds until the killed node was live again, and until the new one was.
    var restart = Parts<Double>()
    var joining = Parts<Double>()
    /// Bytes by which the log of a node grew under attack, and for how long.
    var diskBytes = 0
    var attackSeconds = 0.0
    var peerRows = 0
    /// Events of peers and states a node, under attack, and the seconds of that.
    var events = 0
    var windowSeconds = 1.0
    /// Honest messages that a log lacks at the end.
    var missing = 0
    var published = 0
    var untruths: [String] = []
    var tally = AttackTally()
    var isTimed = true

    /// A figure before, during and after an attack; `nil` where it did not come about.
    struct Parts<Value> {
        var before: Value?
        var during: Value?
        var after: Value?
    }

    init(_ attack: any Attack.Type) { self.attack = attack }

    /// The promises that did not hold.
    var failures: [String] {
        var failures = untruths
        if missing > 0 { failures.append("\(missing) honest messages are missing afterwards") }
        failures += timeFailures + boundFailures
        return failures
    }

    private var timeFailures: [String] {
        var failures: [String] = []
        for (name, parts) in [("the killed node", restart), ("the new node", joining)] {
            guard let before = parts.before else {
                failures.append("\(name) was not live without an attack")
                continue
            }
            guard let during = parts.during else {
                failures.append("\(name) was never live under attack")
                continue
            }
            if isTimed, during > before + Self.delaySecondsMax {
                failures.append("\(name) was live after \(Figures.seconds(during))")
            }
        }
        guard isTimed, let before = latency.before else { return failures }
        for (name, value) in [("under attack", latency.during), ("afterwards", latency.after)] {
            guard let value else { continue }
            if value > max(2 * before, Self.latencyMillisecondsMax) {
                failures.append("p99 \(name) is \(Figures.milliseconds(value))")
            }
        }
        if let cpu = cpuPercent.after, cpu > (cpuPercent.before ?? 0) + Self.cpuPercentMax {
            failures.append("a node takes \(Int(cpu)) % of a core afterwards")
        }
        return failures
    }

    private var boundFailures: [String] {
        let bounds = attack.bounds
        var failures: [String] = []
        let before = memoryBytes.before ?? 0
        for (name, value) in [
            ("under attack", memoryBytes.during), ("afterwards", memoryBytes.after),
        ] {
            if let value, value > before + bounds.memoryBytesMax {
                failures.append("a node takes \(Figures.megabytes(value)) of memory \(name)")
            }
        }
        let disk = Int(attackSeconds * Double(bounds.diskBytesPerSecondMax)) + Self.diskBytesMax
        if diskBytes > disk {
            failures.append("a log grew by \(Figures.megabytes(diskBytes))")
        }
        if peerRows > bounds.peerRowsMax { failures.append("a log has \(peerRows) rows of peers") }
        if Double(events) > Double(Self.eventsMax) + windowSeconds * bounds.eventsPerSecondMax {
            failures.append("a node told \(events) events of peers and states")
        }
        return failures
    }
}
