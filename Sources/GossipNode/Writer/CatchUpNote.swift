import GossipCore
import GossipStore
import GossipWire
import Negentropy

/// The note that the log keeps of a catch-up that has ended.
struct CatchUpNote: Sendable {
    let peer: PeerAddress
    let startedMilliseconds: UInt64
    let endedMilliseconds: UInt64
    let progress: SyncProgress
    /// The digest of both logs at the proof of their equality.
    let proof: LogDigest?
    /// The authors that the proof leaves out.
    let exclusion: Exclusion

    func record(run: Int64, peer number: PeerNumber) -> CatchUpRecord {
        let proof = proof.map { digest in
            EqualityProof(
                count: digest.count,
                fingerprint: digest.sum.fingerprint(count: digest.count),
                milliseconds: endedMilliseconds,
                excludedAuthors: exclusion.authors,
                excludesGuests: exclusion.guests
            )
        }
        return CatchUpRecord(
            run: run,
            peer: number,
            startedMilliseconds: startedMilliseconds,
            endedMilliseconds: endedMilliseconds,
            needed: progress.needed,
            received: progress.received,
            sent: progress.sent,
            roundTrips: progress.negentropyFrames,
            proof: proof
        )
    }
}
