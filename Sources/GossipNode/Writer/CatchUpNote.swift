import GossipCore
import GossipStore
import GossipWire
import Negentropy

/// What the log keeps of a catch-up that has ended.
struct CatchUpNote: Sendable {
    let peer: PeerAddress
    let startedMilliseconds: UInt64
    let endedMilliseconds: UInt64
    let progress: SyncProgress
    /// What both logs held when they were proved equal.
    let proof: LogDigest?

    func record(run: Int64, peer number: PeerNumber) -> CatchUpRecord {
        let proof = proof.flatMap { digest -> EqualityProof? in
            guard let sum = IDSum(bytes: digest.sum) else { return nil }
            let count = Int(clamping: digest.count)
            return EqualityProof(
                count: count,
                fingerprint: sum.fingerprint(count: count),
                milliseconds: endedMilliseconds
            )
        }
        return CatchUpRecord(
            run: run,
            peer: number,
            startedMilliseconds: startedMilliseconds,
            endedMilliseconds: endedMilliseconds,
            needed: Int(clamping: progress.needed),
            received: Int(clamping: progress.received),
            sent: Int(clamping: progress.sent),
            roundTrips: Int(clamping: progress.rounds),
            proof: proof
        )
    }
}
