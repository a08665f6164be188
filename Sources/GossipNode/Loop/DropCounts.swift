import GossipCore

/// The drops of this run, by reason: the core's, the socket's, and the sessions that failed by a
/// peer's fault.
struct DropCounts {
    private var counts: [String: UInt64] = [:]

    init() {}

    init(
        _ core: Counters,
        _ socket: DatagramSocket.Counts?,
        streams: [String: UInt64],
        observationsLeftOut: UInt64
    ) {
        counts = streams
        counts["peer-observations-full"] = observationsLeftOut
        for reason in Counters.Drop.allCases { counts[reason.name] = core[reason] }
        guard let socket else { return }
        for (failure, count) in socket.failed { counts[failure.rawValue] = count }
        counts["send-queue-full"] = socket.queueFull
        counts["send-socket-closed"] = socket.socketClosed
    }

    /// The reasons for which anything was dropped, and how much.
    var all: [String: UInt64] { counts.filter { $0.value > 0 } }

    /// The drops since an earlier look.
    func since(_ earlier: DropCounts) -> [String: UInt64] {
        var changes: [String: UInt64] = [:]
        for (reason, count) in counts where count > earlier.counts[reason] ?? 0 {
            changes[reason] = count - (earlier.counts[reason] ?? 0)
        }
        return changes
    }
}
