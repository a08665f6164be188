public import GossipWire

extension Roster {
    /// The epoch for a pass that a signer gives a node.
    ///
    /// An admin's is higher than those of all admins so far: their age is the order of admission. A new
    /// pass for an admin makes it younger for that reason, so that a name alone is no occasion for one.
    ///
    /// - Parameters:
    ///   - node: The node.
    ///   - role: The rights that the pass gives.
    ///   - signer: The node that signs.
    /// - Returns: The epoch to sign with.
    /// - Throws: ``IssueRefusal`` when such a pass would not count.
    public func epochForPass(
        of node: AuthorKey,
        role: MemberRole,
        by signer: AuthorKey
    ) throws(IssueRefusal) -> UInt64 {
        if node != founder || signer != founder { try requireRight(of: signer, over: node) }
        let live = liveNodes
        guard live.count < limits.liveCountMax || live.contains(node) else {
            throw .tooManyMembers
        }
        try requireRoom(
            of: signer,
            .node(node),
            max: limits.countingMax - limits.removalReserve
        )
        let admins = role.contains(.admits) ? judgement.ages.values.map(\.epoch).max() ?? 0 : 0
        let last = max(lastEpoch(about: node), admins)
        guard last < epochMax(of: signer) else { throw .epochsUsedUp }
        return last + 1
    }

    /// The epoch for a removal of a node.
    ///
    /// - Parameters:
    ///   - node: The node.
    ///   - signer: The node that signs.
    /// - Returns: The epoch to sign with.
    /// - Throws: ``IssueRefusal`` when such a removal would not count.
    public func epochForRemoval(
        of node: AuthorKey,
        by signer: AuthorKey
    ) throws(IssueRefusal) -> UInt64 {
        try requireRight(of: signer, over: node)
        try requireRoom(of: signer, .node(node), max: limits.countingMax)
        let last = lastEpoch(about: node)
        let most = epochMax(of: signer)
        // A removal wins a tie, so that one is possible where the numbers end.
        guard last <= most else { throw .epochsUsedUp }
        return last < most ? last + 1 : most
    }

    /// The epoch for a charter with other settings.
    ///
    /// - Parameter signer: The node that signs.
    /// - Returns: The epoch to sign with.
    /// - Throws: ``IssueRefusal`` when such a charter would not count.
    public func epochForCharter(by signer: AuthorKey) throws(IssueRefusal) -> UInt64 {
        guard judgement.ages[signer] != nil else { throw .notAdmin }
        try requireRoom(of: signer, .charter, max: limits.countingMax)
        let last = charter?.epoch ?? 0
        guard last < epochMax(of: signer) else { throw .epochsUsedUp }
        return last + 1
    }

    /// The epoch for a rotation of the network's key.
    ///
    /// - Parameter signer: The node that signs.
    /// - Returns: The epoch to sign with.
    /// - Throws: ``IssueRefusal`` when such a rotation would not count.
    public func epochForRotation(by signer: AuthorKey) throws(IssueRefusal) -> UInt64 {
        guard judgement.ages[signer] != nil else { throw .notAdmin }
        try requireRoom(of: signer, .rotation, max: limits.countingMax)
        let last = rotation?.epoch ?? 0
        guard last < epochMax(of: signer) else { throw .epochsUsedUp }
        return last + 1
    }

    /// The records that an admin's removal would make void, signed again by another admin.
    ///
    /// To be taken before the removal, and merged with it. They keep their epochs, and so the admins among
    /// those admitted keep their order.
    ///
    /// - Parameters:
    ///   - admin: The admin to be removed.
    ///   - signer: The admin that removes it.
    /// - Returns: One for each node, for the charter and for the rotation, whose winning record the admin has
    ///   signed.
    public func reissues(of admin: AuthorKey, by signer: Identity) -> [NetworkRecord] {
        judgement.counting.compactMap { held in
            guard held.record.signer == admin, let epoch = held.record.epoch else { return nil }
            let kept = min(epoch, epochMax(of: signer.author))
            switch held.record {
            case .pass(let pass) where judgement.winners[pass.node]?.id == held.id:
                return .pass(
                    Pass(
                        signedBy: signer,
                        network: network,
                        node: pass.node,
                        role: pass.role,
                        epoch: kept,
                        name: pass.name
                    )
                )
            case .removal(let removal) where judgement.winners[removal.node]?.id == held.id:
                return .removal(
                    MemberRemoval(
                        signedBy: signer,
                        network: network,
                        node: removal.node,
                        epoch: kept,
                        cut: removal.cut
                    )
                )
            case .charter(let charter) where charter == judgement.charter:
                return .charter(
                    Charter(
                        signedBy: signer,
                        founder: founder,
                        recovery: recovery,
                        epoch: kept,
                        authors: charter.authors
                    )
                )
            case .rotation(let rotation) where rotation == judgement.rotation:
                return .rotation(
                    KeyRotation(
                        signedBy: signer,
                        network: network,
                        epoch: kept,
                        key: rotation.key,
                        forgetsOld: rotation.forgetsOld
                    )
                )
            default: return nil
            }
        }
    }

    /// The nodes that would be no members without an admin: those with a pass of it, or of an admin that has one.
    ///
    /// - Parameters:
    ///   - admin: The admin to be removed.
    ///   - signer: The admin that removes it.
    /// - Returns: The nodes, as ``passes`` has them; none where the signer may not remove the admin.
    public func dependents(on admin: AuthorKey, by signer: Identity) -> [AuthorKey] {
        guard let epoch = try? epochForRemoval(of: admin, by: signer.author) else { return [] }
        var without = self
        without.merge([
            .removal(
                MemberRemoval(
                    signedBy: signer,
                    network: network,
                    node: admin,
                    epoch: epoch,
                    cut: .nothing
                )
            )
        ])
        return passes.map(\.node).filter { $0 != admin && without.standing(of: $0) == .unknown }
    }

    private func requireRight(
        of signer: AuthorKey,
        over node: AuthorKey
    ) throws(IssueRefusal) {
        guard let age = judgement.ages[signer] else { throw .notAdmin }
        guard let other = judgement.ages[node] else { return }
        guard age < other else { throw .olderAdmin }
    }

    /// Checks that a further record would count: those of younger admins make room for it.
    private func requireRoom(
        of signer: AuthorKey,
        _ subject: HeldRecord.Subject,
        max: Int
    ) throws(IssueRefusal) {
        guard held[signer]?[subject] == nil, let age = judgement.ages[signer] else { return }
        let older = judgement.counting.count { held in
            judgement.ages[held.record.signer].map { $0 <= age } ?? false
        }
        guard older < max else { throw .tooManyRecords }
    }

    /// The highest epoch of all that count about a node, also of those that an older one outdoes now: else
    /// a removal would let the pass of a younger admin come to life.
    private func lastEpoch(about node: AuthorKey) -> UInt64 {
        judgement.counting.lazy.filter { $0.subject == .node(node) }.map(\.weight.epoch).max() ?? 0
    }
}
