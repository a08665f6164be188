import GossipCore
import GossipStore
import GossipWire

/// Changes of the members that are ordered at this node while it runs.
extension PairingHost {
    /// The signer of orders at this node; `nil` in a network without members.
    var signer: MembershipSigner? {
        loop.core.roster.map { roster in
            MembershipSigner(
                roster: roster,
                identity: identity,
                keys: loop.core.channelConfiguration.keys
            )
        }
    }

    /// Carries an order out: the records are signed, taken in, and told to the peers.
    ///
    /// - Parameters:
    ///   - order: The order.
    ///   - heads: The last messages that the log has of the nodes that the order removes.
    ///   - completion: Called once the records are durable, or with the reason for which they are not.
    func carryOut(
        _ order: MembershipOrder,
        heads: [AuthorKey: AuthorHead?],
        _ completion: @escaping @Sendable (Result<MembershipReceipt, NodeError>) -> Void
    ) {
        guard !loop.isStopped else { return completion(.failure(.stopped)) }
        guard let signer else { return completion(.failure(.noMembers)) }
        do throws(NodeError) {
            try requireKnowledge(for: order)
            let change = try signer.sign(order, heads: heads)
            guard let keys = change.keys else { return take(change, completion) }
            // Before anybody hears of it: a key that its maker loses nobody has.
            loop.store(keys) { [weak self] error in
                guard let self, error == nil else {
                    return completion(.failure(error ?? .stopped))
                }
                self.take(change, completion)
            }
        } catch {
            completion(.failure(error))
        }
    }

    private func take(
        _ change: MembershipSigner.Change,
        _ completion: @escaping @Sendable (Result<MembershipReceipt, NodeError>) -> Void
    ) {
        guard !loop.isStopped else { return completion(.failure(.stopped)) }
        loop.whenRecordsAreStored { error in
            completion(error.map { .failure($0) } ?? .success(change.receipt))
        }
        loop.change { core, now, effects in
            core.take(AuthenticRecords(checking: change.records), at: now, into: &effects)
            if let keys = change.keys { core.follow(keys, at: now, into: &effects) }
        }
        loop.recordsAreTaken()
    }

    /// Refuses a removal while this node may lack messages that its peers have: they would be cut off everywhere.
    private func requireKnowledge(for order: MembershipOrder) throws(NodeError) {
        guard case .remove(_, _, let atOnce) = order, !atOnce else { return }
        switch loop.core.node.phase {
        case .live, .alone: return
        case .joining, .catchingUp:
            throw NodeError(
                .members,
                "cannot remove: this node is still catching up, and what it lacks of the member would be cut "
                    + "off everywhere. Wait until gossip-node status says live, or say --now."
            )
        }
    }
}
