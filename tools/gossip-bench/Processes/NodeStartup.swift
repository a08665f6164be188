import NodeProcesses

/// The events of a node's start.
struct NodeStartup {
    /// Its first event.
    struct Start {
        let address: String
        /// Messages in its log.
        let messages: Int
        /// When it was read.
        let time: UInt64
    }

    private(set) var start: Start?
    /// When it became live the first time.
    private(set) var liveTime: UInt64?

    mutating func take(_ line: EventLine, at time: UInt64) {
        if line.isEvent("started"), let address = line.text("listen"),
            let messages = line.integer("messages")
        {
            start = Start(address: address, messages: messages, time: time)
        } else if line.isEvent("state"), ["live", "alone"].contains(line.text("state")),
            liveTime == nil
        {
            liveTime = time
        }
    }
}
