import GossipNode
import GossipText
import GossipWire

/// The thread that writes standard output: one `write` a batch, off the event loop.
///
/// A closed standard output (a pipe whose reader has gone) ends the node like SIGTERM does:
/// whoever wanted to know has left, and a node nobody watches is better started without a pipe.
/// One that cannot be written for another reason, a full disk, ends it too, and is an error.
final class OutputThread: Sendable {
    private static let batchBytesMax = 256 << 10

    private let queue = Monitor(OutputQueue())
    private let feed = Monitor<MessageFeed?>(nil)
    private let screen: NodeScreen
    /// True when messages of the node itself are lines too, and not only their acknowledgements.
    let showsOwnMessages: Bool
    private let onClosed: @Sendable () -> Void

    /// Between two batches while the encoder waits for time to pass, in milliseconds.
    private static let tickMilliseconds = 250

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - encoder: makes the lines.
    ///   - screen: the terminal that they go to, if it is one.
    ///   - onClosed: standard output takes nothing more; called once.
    init(
        encoder: any EventEncoder & Sendable,
        screen: NodeScreen,
        onClosed: @escaping @Sendable () -> Void
    ) {
        self.screen = screen
        showsOwnMessages = encoder.showsOwnMessages
        self.onClosed = onClosed
        OSThread(name: "stdout") { self.run(encoder) }.detach()
    }

    /// An event of the node.
    func add(_ event: NodeEvent) {
        let now = WallClock.system.now
        queue.update { $0.add(event, at: now) }
    }

    /// A message is durable.
    func add(_ receipts: [Receipt], tags: [String?]) {
        let now = WallClock.system.now
        queue.update { queue in
            for (receipt, tag) in zip(receipts, tags) { queue.add(receipt, tag: tag, at: now) }
        }
    }

    /// The log has grown.
    func messagesArrived() {
        queue.update { $0.messagesArrived() }
    }

    /// The messages to print from now on.
    func follow(_ feed: MessageFeed) {
        self.feed.withLock { $0 = feed }
        messagesArrived()
    }

    /// Blocks the thread until few enough acknowledgements wait.
    func waitForRoom() {
        queue.wait { $0.hasRoomForPublishing ? () : nil }
    }

    /// Writes the rest, and gives a reader who stands still that much time.
    ///
    /// - Returns: why not all could be written; `nil` also when it is the reader's fault.
    func finish(milliseconds: Int) -> OutputFailure? {
        queue.update { $0.end() }
        _ = queue.wait(milliseconds: milliseconds) { $0.isFinished || $0.isClosed ? () : nil }
        let failure = queue.withLock(\.failure)
        return failure == .closed ? nil : failure
    }

    private func run(_ encoder: any EventEncoder & Sendable) {
        var encoder: any EventEncoder = encoder
        var bytes: [UInt8] = []
        while true {
            let work = nextWork(isWaiting: encoder.isWaiting)
            // Waiting publishers may go on.
            queue.update { _ in }
            for timed in work.events {
                encoder.encode(timed.event, at: timed.milliseconds, into: &bytes)
            }
            if work.droppedCount > 0 {
                let events = work.droppedCount == 1 ? "event is" : "events are"
                let text =
                    "\(work.droppedCount) \(events) not shown: standard output was not read."
                encoder.encode(.node(.error(text)), at: WallClock.system.now, into: &bytes)
            }
            do throws(OutputFailure) {
                try writeMessages(&encoder, &bytes, isLast: work.isLast)
            } catch {
                return closed(error)
            }
            if work.isLast { break }
        }
        screen.close()
        queue.update { $0.finish() }
    }

    /// The next work, or none after a while for an encoder that waits.
    private func nextWork(isWaiting: Bool) -> OutputQueue.Work {
        guard isWaiting else { return queue.wait { $0.take() } }
        return queue.wait(milliseconds: Self.tickMilliseconds) { $0.take() } ?? OutputQueue.Work()
    }

    /// Writes the bytes and all that the log has more.
    private func writeMessages(
        _ encoder: inout any EventEncoder,
        _ bytes: inout [UInt8],
        isLast: Bool
    ) throws(OutputFailure) {
        let feed = feed.withLock { $0 }
        while true {
            let page = nextPage(of: feed, &encoder, &bytes)
            for received in page where encoder.showsOwnMessages || received.via != .own {
                encoder.encode(.message(received), at: received.message.time, into: &bytes)
                if bytes.count >= Self.batchBytesMax { try write(&bytes, bar: encoder.bar) }
            }
            if page.isEmpty { break }
            if encoder.isWaiting, !isLast {
                // The foot of the screen is to move on while many come.
                messagesArrived()
                break
            }
        }
        encoder.finishBatch(at: WallClock.system.now, isLast: isLast, into: &bytes)
        try write(&bytes, bar: encoder.bar)
    }

    private func nextPage(
        of feed: MessageFeed?,
        _ encoder: inout any EventEncoder,
        _ bytes: inout [UInt8]
    ) -> [ReceivedMessage] {
        guard let feed else { return [] }
        do {
            return try feed.nextPage()
        } catch {
            encoder.encode(.node(.error("\(error)")), at: WallClock.system.now, into: &bytes)
            return []
        }
    }

    private func write(_ bytes: inout [UInt8], bar: ProgressBar?) throws(OutputFailure) {
        defer { bytes.removeAll(keepingCapacity: true) }
        try screen.write(bytes, bar: bar)
    }

    private func closed(_ failure: OutputFailure) {
        queue.update { $0.close(failure) }
        onClosed()
    }
}
