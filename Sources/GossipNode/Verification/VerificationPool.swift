import DequeModule
import GossipCore
import GossipWire

/// A few threads that check signatures, batch-wise, between the network loop and the writer.
///
/// While all of them are busy, what comes in accumulates to the next batch: the more there is to
/// do, the longer the runs of one author in a batch, and the fewer signatures need checking
/// (a run is proved by its last signature). Live messages go before those of a catch-up.
final class VerificationPool: Sendable {
    /// Messages in a batch.
    ///
    /// One signature costs about 80 µs, so a batch of strangers takes 20 ms; a catch-up batch is
    /// mostly runs and may be longer.
    private static let liveBatchCountMax = 256
    private static let bulkBatchCountMax = 1_024
    /// Waiting live messages.
    ///
    /// More than 16 MiB mean that the network brings more than this machine can check; they are
    /// refused and counted, and the protocol repairs the loss.
    private static let liveBytesMax = 16 << 20

    private struct State {
        var live: Deque<Ingest> = []
        var liveBytes = 0
        var bulk: Deque<Ingest> = []
        var isStopping = false
    }

    private let state = Monitor(State())
    private let threads: [OSThread]

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - threadCount: how many.
    ///   - deliver: takes the verdicts of a batch, on one of the threads.
    init(
        threadCount: Int,
        deliver: @escaping @Sendable ([(ingest: Ingest, isAuthentic: Bool)]) -> Void
    ) {
        let state = state
        threads = (0..<threadCount).map { number in
            OSThread(name: "verify-\(number)") {
                while let batch = Self.nextBatch(state) {
                    let verdicts = MessageVerifier.verify(batch.map(\.message))
                    deliver(zip(batch, verdicts).map { (ingest: $0, isAuthentic: $1) })
                }
            }
        }
    }

    /// Hands in messages that came in datagrams.
    ///
    /// - Returns: those that there was no room for.
    func submit(live ingests: [Ingest]) -> ArraySlice<Ingest> {
        guard !ingests.isEmpty else { return [] }
        return state.update { state in
            for (index, ingest) in ingests.enumerated() {
                let size = ingest.message.encoded.count
                guard state.liveBytes + size <= Self.liveBytesMax, !state.isStopping else {
                    return ingests[index...]
                }
                state.live.append(ingest)
                state.liveBytes += size
            }
            return []
        }
    }

    /// Hands in messages of a sync session.
    ///
    /// They are bounded by their session, which waits for their outcomes before it reads on.
    func submit(bulk ingests: [Ingest]) {
        state.update { $0.bulk.append(contentsOf: ingests) }
    }

    /// Drops what waits and ends the threads.
    func stop() {
        state.update { state in
            state.isStopping = true
            state.live = []
            state.liveBytes = 0
            state.bulk = []
        }
        for thread in threads { thread.join() }
    }

    private static func nextBatch(_ state: Monitor<State>) -> [Ingest]? {
        let batch: [Ingest]? = state.wait { state in
            if state.isStopping { return .some(nil) }
            if !state.live.isEmpty {
                let count = min(state.live.count, liveBatchCountMax)
                let batch = Array(state.live.prefix(count))
                state.live.removeFirst(count)
                state.liveBytes -= batch.reduce(0) { $0 + $1.message.encoded.count }
                return batch
            }
            guard !state.bulk.isEmpty else { return nil }
            let count = min(state.bulk.count, bulkBatchCountMax)
            let batch = Array(state.bulk.prefix(count))
            state.bulk.removeFirst(count)
            return batch
        }
        return batch
    }
}
