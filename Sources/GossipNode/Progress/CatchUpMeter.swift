import GossipCore
import GossipWire

/// The catch-ups that are under way, with their rates.
package struct CatchUpMeter: Sendable {
    /// The time over which a rate is taken, and the least that tells one, in milliseconds.
    private static let rateMilliseconds: UInt64 = 5_000
    private static let rateMillisecondsMin: UInt64 = 500
    /// The time without progress after which a catch-up counts as over; one that fails has no last event.
    private static let silenceMilliseconds: UInt64 = 10_000

    private struct Session: Sendable {
        var progress: CatchUpProgress
        /// When it was told, and the messages moved by then; the last few seconds of them.
        var samples: [(milliseconds: UInt64, count: Int)] = []
    }

    private var sessions: [PeerAddress: Session] = [:]

    /// Makes a meter that has heard of none.
    package init() {}

    /// True while a catch-up is under way.
    package var isRunning: Bool { !sessions.isEmpty }

    /// Takes in an event of the node.
    package mutating func note(_ event: NodeEvent, at milliseconds: UInt64) {
        switch event {
        case .catchUp(let progress) where progress.done: sessions[progress.peer] = nil
        case .catchUp(let progress): note(progress, at: milliseconds)
        case .peer(let change) where change.status == .down: sessions[change.peer] = nil
        default: break
        }
    }

    /// Forgets catch-ups of which nothing has been heard for long.
    package mutating func passTime(to milliseconds: UInt64) {
        for (peer, session) in sessions {
            guard let last = session.samples.last else { continue }
            if milliseconds < last.milliseconds {
                // The clock was set back, and no longer tells what was measured before.
                sessions[peer]?.samples = [(milliseconds, last.count)]
            } else if milliseconds >= last.milliseconds + Self.silenceMilliseconds {
                sessions[peer] = nil
            }
        }
    }

    /// The catch-ups, the one that needs most first.
    package var paces: [CatchUpPace] {
        sessions.values.sorted { left, right in
            (left.progress.needed, left.progress.sent, left.progress.peer.description)
                > (right.progress.needed, right.progress.sent, right.progress.peer.description)
        }.map { session in
            CatchUpPace(session.progress, perSecond: Self.rate(session.samples))
        }
    }

    private mutating func note(_ progress: CatchUpProgress, at milliseconds: UInt64) {
        var session = sessions[progress.peer] ?? Session(progress: progress)
        let count = progress.received + progress.sent
        // Counts begin anew with the next session.
        if let last = session.samples.last,
            count < last.count || milliseconds < last.milliseconds
        {
            session.samples = []
        }
        session.progress = progress
        session.samples.append((milliseconds, count))
        session.samples.removeAll { $0.milliseconds + Self.rateMilliseconds < milliseconds }
        sessions[progress.peer] = session
    }

    private static func rate(_ samples: [(milliseconds: UInt64, count: Int)]) -> Double? {
        guard let first = samples.first, let last = samples.last,
            last.milliseconds >= first.milliseconds + rateMillisecondsMin, last.count > first.count
        else { return nil }
        return Double(last.count - first.count) * 1_000
            / Double(last.milliseconds - first.milliseconds)
    }
}
