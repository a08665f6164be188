import GossipNode

/// The bounded queue of events for standard output.
///
/// Messages do not wait here: the output follows the log by a cursor, so a reader who is slow or
/// stands still costs no memory and loses nothing. Acknowledgements are bounded by those who
/// cause them: standard input is not read on while too many wait. All other events give way,
/// the oldest first, and a line says how many.
struct OutputQueue {
    /// Acknowledgements that may wait before standard input is held back.
    static let publishedCountMax = 8_192
    private static let eventCountMax = 4_096

    private var events: [TimedEvent] = []
    private var publishedCount = 0
    private var droppedCount = 0
    private var hasMessages = true
    private(set) var isEnding = false
    /// The reason why standard output takes nothing more; `nil` while it does.
    private(set) var failure: OutputFailure?
    private(set) var isFinished = false

    /// An event and when it happened, which may be long before it is printed.
    struct TimedEvent {
        let event: OutputEvent
        /// In milliseconds since 1970.
        let milliseconds: UInt64
    }

    /// The next work of the writer of standard output.
    struct Work {
        var events: [TimedEvent] = []
        var droppedCount = 0
        var isLast = false
    }

    var isClosed: Bool { failure != nil }

    /// True when standard input may be read on.
    var hasRoomForPublishing: Bool { publishedCount < Self.publishedCountMax || isClosed }

    mutating func add(_ event: NodeEvent, at milliseconds: UInt64) {
        guard !isClosed else { return }
        if events.count - publishedCount >= Self.eventCountMax, dropOldest() { droppedCount += 1 }
        events.append(TimedEvent(event: .node(event), milliseconds: milliseconds))
    }

    mutating func add(_ receipt: Receipt, tag: String?, at milliseconds: UInt64) {
        guard !isClosed else { return }
        events.append(
            TimedEvent(event: .published(receipt, tag: tag), milliseconds: milliseconds)
        )
        publishedCount += 1
    }

    /// The log has grown.
    mutating func messagesArrived() {
        hasMessages = true
    }

    /// The node has ended: write what is left and finish.
    mutating func end() {
        isEnding = true
    }

    /// Standard output takes nothing more.
    mutating func close(_ failure: OutputFailure) {
        self.failure = failure
        events = []
        publishedCount = 0
    }

    mutating func finish() {
        isFinished = true
    }

    mutating func take() -> Work? {
        guard !events.isEmpty || hasMessages || isEnding else { return nil }
        var work = Work(droppedCount: droppedCount, isLast: isEnding)
        swap(&work.events, &events)
        publishedCount = 0
        droppedCount = 0
        hasMessages = false
        return work
    }

    private mutating func dropOldest() -> Bool {
        let oldest = events.firstIndex { timed in
            if case .published = timed.event { false } else { true }
        }
        guard let oldest else { return false }
        events.remove(at: oldest)
        return true
    }
}
