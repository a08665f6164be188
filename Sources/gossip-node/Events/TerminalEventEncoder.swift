import GossipNode
import GossipText
import GossipWire

/// Standard output for a person at a terminal: the lines of ``TextEventEncoder``, the progress of a catch-up
/// as a bar at the foot, and of the messages that came by it the newest.
struct TerminalEventEncoder: EventEncoder {
    /// The time without a further message after which those of a catch-up are shown, in milliseconds.
    private static let quietMilliseconds: UInt64 = 300

    private var lines: TextEventEncoder
    private var meter = CatchUpMeter()
    private var held = HeldMessages()
    /// When the last message of a catch-up was taken.
    private var heldMilliseconds: UInt64 = 0
    private var phase = NodePhase.joining
    private var logPath = ""

    /// Makes an encoder around that of the lines.
    init(lines: TextEventEncoder) {
        self.lines = lines
    }

    var showsOwnMessages: Bool { lines.showsOwnMessages }
    var bar: ProgressBar? { meter.paces.first.map(ProgressBar.init) }
    var isWaiting: Bool { meter.isRunning || !held.isEmpty }

    mutating func encode(
        _ event: OutputEvent,
        at milliseconds: UInt64,
        into output: inout [UInt8]
    ) {
        switch event {
        case .message(let received) where received.via == .catchUp:
            held.add(received)
            heldMilliseconds = WallClock.system.now
            return
        case .node(let event):
            meter.note(event, at: milliseconds)
            if case .started(let start) = event { logPath = start.logPath }
            if case .state(let state) = event { phase = state.phase }
            if case .catchUp(let progress) = event, !progress.done { return }
        default: break
        }
        lines.encode(event, at: milliseconds, into: &output)
    }

    mutating func finishBatch(
        at milliseconds: UInt64,
        isLast: Bool,
        into output: inout [UInt8]
    ) {
        meter.passTime(to: milliseconds)
        // A clock that was set back would hold them until it has come so far again.
        heldMilliseconds = min(heldMilliseconds, milliseconds)
        lines.finishBatch(at: milliseconds, isLast: isLast, into: &output)
        guard !held.isEmpty, isLast || isCaughtUp(at: milliseconds) else { return }
        if held.count > held.newest.count { encodeRest(at: milliseconds, into: &output) }
        for received in held.newest {
            lines.encode(.message(received), at: received.message.time, into: &output)
        }
        held = HeldMessages()
    }

    /// True when nothing more is on its way.
    private func isCaughtUp(at milliseconds: UInt64) -> Bool {
        let isSettled = phase == .live || phase == .alone
        return isSettled && !meter.isRunning
            && milliseconds >= heldMilliseconds + Self.quietMilliseconds
    }

    /// Tells of those that are not shown; the command stands on a separate line, to be copied.
    private mutating func encodeRest(at milliseconds: UInt64, into output: inout [UInt8]) {
        guard let arrivals = held.arrivals else { return }
        let notice =
            "\(Quantity.messages(held.count)) came by catch-up. The newest \(held.newest.count) "
            + "follow; this shows all:"
        lines.encode(.node(.notice(notice)), at: milliseconds, into: &output)
        let command =
            "gossip-log --db \(ShellWord.quoted(logPath)) --after \(arrivals.lowerBound - 1) "
            + "-n \(arrivals.count)"
        output.append(contentsOf: "    \(SafeText.text(command))\n".utf8)
    }
}
