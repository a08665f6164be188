import NodeProcesses

/// The messages of honest nodes: the time each was published, and the latency of each delivery.
struct HonestTraffic {
    /// One part of a run, in which latency is measured.
    struct Window {
        var published = 0
        var latencies = Samples()
        var events = 0
    }

    private static let mark = "honest "

    private var published: [(time: UInt64, window: Int?)] = []
    private(set) var windows: [Window] = []
    private var open: Int?

    /// The next line to publish.
    mutating func nextLine(at now: UInt64) -> String {
        let number = published.count
        published.append((now, open))
        if let open { windows[open].published += 1 }
        let filling = String(repeating: "x", count: 100)
        return "{\"body\":\"\(Self.mark)\(number) \(filling)\",\"topic\":\"honest\"}"
    }

    /// Begins a window, in which what is published from now on is measured.
    mutating func openWindow() {
        windows.append(Window())
        open = windows.count - 1
    }

    mutating func closeWindow() { open = nil }

    /// Takes in an event of a node.
    mutating func take(_ line: EventLine, at now: UInt64) {
        if line.isEvent("message") {
            guard let number = Self.number(line.text("body")), number < published.count
            else { return }
            let (time, window) = published[number]
            guard let window else { return }
            windows[window].latencies.append(Double(now - min(now, time)) / 1e6)
        } else if line.isEvent("peer") || line.isEvent("state"), let open {
            windows[open].events += 1
        }
    }

    private static func number(_ body: String?) -> Int? {
        guard let body, body.hasPrefix(mark) else { return nil }
        return body.dropFirst(mark.count).split(separator: " ").first.flatMap { Int($0) }
    }
}
