import GossipCore
import GossipStore
import GossipWire

/// The messages of the node itself.
extension Writer {
    /// A request and the messages that it has become.
    struct Publication {
        let request: PublishRequest
        let messages: [Message]
    }

    /// Tells those who published the numbers of their messages, which are the first of the transaction.
    func acknowledge(
        _ publications: [Publication],
        _ outcomes: [AppendOutcome],
        in batch: inout WriterBatch
    ) {
        var rest = outcomes[...]
        for publication in publications {
            let receipts = zip(publication.messages, rest).map { message, outcome in
                // Signed in this transaction, so nothing else than stored.
                let arrival = if case .stored(let arrival) = outcome { arrival } else { UInt64(0) }
                return Receipt(
                    id: message.id,
                    sequence: message.sequence,
                    time: message.time,
                    arrival: arrival
                )
            }
            rest = rest.dropFirst(receipts.count)
            batch.acknowledgements.append(
                .init(request: publication.request, result: .success(receipts))
            )
        }
    }

    /// Signs own messages, each linked to the one before.
    func compose(
        _ requests: [PublishRequest],
        into ingests: inout [Ingest],
        _ batch: inout WriterBatch
    ) throws(StoreError) -> [Publication] {
        guard !requests.isEmpty else { return [] }
        var publications: [Publication] = []
        // Read each time: a peer may have returned own messages that an old backup had lost.
        let head = try log.head(of: identity.author)
        var chain = OwnChain(
            head: head.map { OwnHead(sequence: $0.sequence, id: $0.id) },
            floor: ownFloor
        )
        let wall = SystemClock.wallMilliseconds()
        for request in requests {
            let first = chain.time(at: wall)
            guard request.drafts.allSatisfy({ keeps($0, at: first) }),
                mayWrite(request.drafts.count, from: chain.sequence)
            else {
                let refusal = Result<[Receipt], NodeError>.failure(.notKept)
                batch.acknowledgements.append(.init(request: request, result: refusal))
                continue
            }
            batch.clockSetBack = max(batch.clockSetBack, chain.setBack(at: wall))
            var messages: [Message] = []
            for draft in request.drafts {
                let message = identity.sign(
                    draft,
                    sequence: chain.sequence,
                    previous: chain.previous,
                    time: chain.time(at: wall)
                )
                chain.append(message)
                messages.append(message)
                ingests.append(Ingest(message, via: .own, from: nil))
            }
            publications.append(Publication(request: request, messages: messages))
        }
        return publications
    }

    /// Tells whether own messages from a sequence on would stay: a node may have been removed.
    private func mayWrite(_ count: Int, from sequence: UInt64) -> Bool {
        let last = sequence.addingReportingOverflow(UInt64(count) - 1)
        return log.scope.cuts.keeps(last.overflow ? .max : last.partialValue, of: identity.author)
    }

    /// Tells whether a message of this time would stay.
    ///
    /// A clock that was ahead at a removal has moved the bounds of the scope with it.
    private func keeps(_ draft: Draft, at time: UInt64) -> Bool {
        log.scope.keeps(time: time, lifetime: draft.lifetime)
    }
}
