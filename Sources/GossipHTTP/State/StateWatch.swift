import GossipCore
import GossipNode
import GossipText
import GossipWire

/// The facts that the events of a node add to its state: the time of the last change, and the pace of
/// catch-ups.
final class StateWatch: Sendable {
    fileprivate struct View: Sendable {
        var phase: NodePhase?
        var sinceMilliseconds: UInt64
        var meter = CatchUpMeter()
    }

    private let view: Monitor<View>

    /// Watches a node from before its start on.
    init(_ node: Node) {
        let view = Monitor(View(sinceMilliseconds: WallClock.system.now))
        self.view = view
        node.observe { event in
            let now = WallClock.system.now
            view.withLock { $0.note(event, at: now) }
        }
    }

    /// The time of the last change of phase, in milliseconds since 1970, and the catch-ups under way.
    var now: (sinceMilliseconds: UInt64, paces: [CatchUpPace]) {
        let now = WallClock.system.now
        return view.withLock { view in
            view.meter.passTime(to: now)
            return (view.sinceMilliseconds, view.meter.paces)
        }
    }
}

extension StateWatch.View {
    fileprivate mutating func note(_ event: NodeEvent, at milliseconds: UInt64) {
        meter.note(event, at: milliseconds)
        guard case .state(let state) = event, state.phase != phase else { return }
        phase = state.phase
        sinceMilliseconds = milliseconds
    }
}
