import GossipCore
import GossipStore
import GossipWire

/// The outcome of one transaction; it hops to the network loop once, as a whole.
struct WriterBatch: Sendable {
    /// The answer to somebody who published.
    struct Acknowledgement: Sendable {
        let request: PublishRequest
        let result: Result<[Receipt], NodeError>

        func send() {
            request.completion(result)
        }
    }

    /// Every message of the batch, own ones included, and its outcome.
    var ingested: [(ingest: Ingest, outcome: IngestOutcome)] = []
    /// To be sent after the outcomes were handed to the core.
    var acknowledgements: [Acknowledgement] = []
    /// Forks that the batch has made known.
    var forks: [ForkRecord] = []
    /// The milliseconds by which the clock was set back since the last own message; 0 mostly.
    var clockSetBack: UInt64 = 0
    /// Readers that have not read all of what goes with this batch or the next.
    var overtaken: [OvertakenConsumer] = []
    /// The messages that have gone out of the log.
    var pruned: PrunedMessages?
    /// The messages removed for their signature.
    var convictions: [Conviction] = []
    /// The state of the disk, when it has changed with this batch.
    var trouble: Trouble?

    /// A change in how the log can be written.
    enum Trouble: Sendable {
        /// The disk is full: nothing is stored for now.
        ///
        /// The text is for people.
        case full(String)
        /// There is space again.
        case recovered
        /// Nothing can be stored from now on; the node must stop.
        case fatal(NodeError)
    }

    /// The stored messages, in the order of arrival, for those who read along.
    var received: [ReceivedMessage] {
        ingested.compactMap { ingest, outcome in
            guard case .stored(let arrival) = outcome else { return nil }
            return ReceivedMessage(
                message: ingest.message,
                arrival: arrival,
                via: ingest.via,
                from: ingest.peer
            )
        }
    }

    var isEmpty: Bool {
        ingested.isEmpty && acknowledgements.isEmpty && trouble == nil && pruned == nil
            && overtaken.isEmpty && convictions.isEmpty
    }
}
