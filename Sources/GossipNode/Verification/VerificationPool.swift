import DequeModule
import GossipCore
import GossipWire

/// A few threads that judge messages, batch-wise, between the network loop and the writer.
///
/// While all of them are busy, what comes in accumulates to the next batch: the more frames of a
/// catch-up there are, the longer the runs of one author in a batch, and the fewer signatures need
/// checking (a run is proved by its last signature). A bundle is never divided: see `Bundle`. Live
/// messages go before those of a catch-up, and one thread is always left to them.
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
        /// A datagram a turn from each peer: who brings much waits for himself.
        var live = FairQueue<PeerAddress?, Bundle>(quantum: Datagram.lengthMax)
        var bulk: Deque<Bundle> = []
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
    ///   - convicted: the authors whose messages are checked one by one.
    ///   - deliver: takes the verdicts of a batch, on one of the threads.
    init(
        threadCount: Int,
        convicted: ConvictedAuthors,
        deliver: @escaping @Sendable ([Judged]) -> Void
    ) {
        let state = Monitor(State(bulkThreadCountMax: max(1, threadCount - 1)))
        self.state = state
        threads = (0..<threadCount).map { number in
            OSThread(name: "verify-\(number)") {
                while let batch = Self.nextBatch(state) {
                    let judged = Judge(isConvicted: convicted.contains).judge(batch.bundles)
                    if batch.isBulk { state.update { $0.bulkThreadCount -= 1 } }
                    deliver(judged)
                }
            }
        }
    }

    /// Hands in datagrams.
    ///
    /// - Returns: those that there was no room for.
    func submit(live bundles: [Bundle]) -> ArraySlice<Bundle> {
        guard !bundles.isEmpty else { return [] }
        return state.update { state in
            for (index, bundle) in bundles.enumerated() {
                let size = bundle.byteCount
                guard state.live.cost + size <= Self.liveBytesMax, !state.isStopping else {
                    return bundles[index...]
                }
                state.live.append(bundle, costing: size, from: bundle.ingests.first?.peer)
            }
            return []
        }
    }

    /// Hands in a frame of a sync session.
    ///
    /// Its messages are bounded by their session, which waits for their outcomes before it reads on.
    func submit(bulk bundle: Bundle) {
        state.update { $0.bulk.append(bundle) }
    }

    /// Drops what waits and ends the threads.
    func stop() {
        state.update { state in
            state.isStopping = true
            state.live = FairQueue(quantum: 1)
            state.bulk = []
        }
        for thread in threads { thread.join() }
    }

    private struct Batch {
        let bundles: [Bundle]
        let isBulk: Bool
    }

    /// Sleeps until there is work; `nil` at the end.
    private static func nextBatch(_ state: Monitor<State>) -> Batch? {
        state.wait { state -> Batch?? in
            if state.isStopping { return .some(nil) }
            if !state.live.isEmpty {
                let bundles = take(liveBatchCountMax) { state.live.popFirst() }
                return Batch(bundles: bundles, isBulk: false)
            }
            guard !state.bulk.isEmpty, state.bulkThreadCount < state.bulkThreadCountMax else {
                return nil
            }
            let bundles = take(bulkBatchCountMax) { state.bulk.popFirst() }
            state.bulkThreadCount += 1
            return Batch(bundles: bundles, isBulk: true)
        }
    }

    /// Removes whole bundles, until they hold so many messages.
    private static func take(_ countMax: Int, from next: () -> Bundle?) -> [Bundle] {
        var bundles: [Bundle] = []
        var count = 0
        while count < countMax, let bundle = next() {
            count += bundle.ingests.count
            bundles.append(bundle)
        }
        return bundles
    }
}
