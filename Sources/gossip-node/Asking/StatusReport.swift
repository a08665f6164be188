import GossipText

/// The state of a running node as it answers, for people.
struct StatusReport {
    private let state: JSONTree

    init(_ state: JSONTree) {
        self.state = state
    }

    /// The state in a sentence, without a full stop.
    var why: String { SafeText.text(state["why"]?.text ?? "unknown") }

    /// True for a node that does what it can: it is live, or nobody is known whom it could ask.
    var isReady: Bool {
        switch state["state"]?.text {
        case "live": true
        case "alone": state["peers"]?["known"]?.number == 0
        default: false
        }
    }

    /// Three lines: the state, what the log holds, and the network.
    func text(_ style: Style, now: UInt64) -> String {
        let log = state["log"]
        let parts = [
            "\(Quantity.messages(log?["messages"]?.number ?? 0)) in "
                + Quantity.bytes(log?["bytes"]?.number ?? 0),
            newest(log?["newest"]?.text, now: now),
            drops,
            muted,
        ]
        let isProved = state["state"]?.text == "live" && state["peers"]?["equal"]?.number ?? 0 > 0
        return style.paint(why, isProved ? .green : .yellow) + "\n"
            + parts.compactMap(\.self).joined(separator: ", ")
            + (state["network"]?.text.map { "\n\(NetworkLine.words(SafeText.text($0)))" } ?? "")
    }

    private func newest(_ time: String?, now: UInt64) -> String? {
        let times = TimeExpression(now: now, zone: .utc)
        guard let milliseconds = time.flatMap({ times.milliseconds($0) }) else { return nil }
        return "newest \(TimeFormat.ago(milliseconds, now: now))"
    }

    private var muted: String? {
        let count = state["peers"]?["muted"]?.number ?? 0
        return count == 0 ? nil : "\(Quantity.count(count, "peer", "peers")) muted"
    }

    private var drops: String {
        let count = state["drops"]?.members.values.reduce(0) { $0 + ($1.number ?? 0) } ?? 0
        return count == 0 ? "nothing dropped" : "\(Quantity.count(count)) dropped since its start"
    }
}
