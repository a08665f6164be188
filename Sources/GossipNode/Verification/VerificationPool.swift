import DequeModule
import GossipCore
import GossipWire

/// A few threads that check signatures, batch-wise, between the network loop and the writer.
///
/// While all of them are busy, what comes in accumulates to the next batch: the more there is to
/// do, the longer the runs of one author in a batch, and the fewer signatures need checking
/// (a run is proved by its last signature). Live messages go before those of a catch-up, and one
/// thread is always left to them.
final class VerificationPool: Sendable {
    /// Live messages in a batch: one signature costs about 80 µs, so 256 strangers take 20 ms.
    private static let liveBatchCountMax = 256
    /// Messages of a catch-up in a batch.
    ///
    /// An author's messages of one millisecond come in the order of their hashes, so a run is whole
    /// only in a batch much longer than what the author wrote in that time.
    private static let bulkBatchCountMax = 8_192
    /// Waiting live messages.
    ///
    /// More than 16 MiB mean that the network brings more than this machine can check; they are
    /// refused and counted, and the protocol repairs the loss.
    private static let liveBytesMax = 16 << 20

    private struct State {
        var live: Deque<Ingest> = []
        var liveBytes = 0
        var bulk: Deque<Ingest> = []
        /// Threads that work on a catch-up now, and how many may.
        var bulkThreadCount = 0
        let bulkThreadCountMax: Int
        var isStopping = false
    }

    private let state: Monitor<State>
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
        let state = Monitor(State(bulkThreadCountMax: max(1, threadCount - 1)))
        self.state = state
        threads = (0..<threadCount).map { number in
            OSThread(name: "verify-\(number)") {
                while let batch = Self.nextBatch(state) {
                    let verdicts = MessageVerifier.verify(batch.ingests.map(\.message))
                    if batch.isBulk { state.update { $0.bulkThreadCount -= 1 } }
                    deliver(zip(batch.ingests, verdicts).map { (ingest: $0, isAuthentic: $1) })
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

    private struct Batch {
        let ingests: [Ingest]
        let isBulk: Bool
    }

    /// Sleeps until there is work; `nil` at the end.
    private static func nextBatch(_ state: Monitor<State>) -> Batch? {
        state.wait { state -> Batch?? in
            if state.isStopping { return .some(nil) }
            if !state.live.isEmpty {
                let ingests = Array(state.live.prefix(liveBatchCountMax))
                state.live.removeFirst(ingests.count)
                state.liveBytes -= ingests.reduce(0) { $0 + $1.message.encoded.count }
                return Batch(ingests: ingests, isBulk: false)
            }
            guard !state.bulk.isEmpty, state.bulkThreadCount < state.bulkThreadCountMax else {
                return nil
            }
            let ingests = Array(state.bulk.prefix(bulkBatchCountMax))
            state.bulk.removeFirst(ingests.count)
            state.bulkThreadCount += 1
            return Batch(ingests: ingests, isBulk: true)
        }
    }
}
