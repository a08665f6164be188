public import GossipWire

extension Roster {
    /// The place of a node in the network.
    ///
    /// - Returns: ``MemberStanding/unknown`` also for a pass beyond the most that may live.
    public func standing(of node: AuthorKey) -> MemberStanding {
        guard !surplus.contains(node) else { return .unknown }
        switch judgement.winners[node]?.record {
        case .pass(let pass): return .member(pass.role)
        case .removal(let removal): return .removed(removal)
        default: return judgement.ages[node]?.rank == .founder ? .member(.admin) : .unknown
        }
    }

    /// The place of a node that shows a pass, as the pass of a handshake that nobody has sent yet.
    ///
    /// The pass counts as if it were merged, and is not: for that the caller merges it. Costs a judgement of
    /// all records where the pass is not held and its signer is an admin.
    ///
    /// - Parameters:
    ///   - node: The node, whose key the handshake has proved.
    ///   - pass: The pass that it shows, with a good signature; `nil` for none.
    /// - Returns: Its place with the pass among the records.
    package func standing(of node: AuthorKey, showing pass: Pass?) -> MemberStanding {
        guard let pass, pass.node == node, judgement.ages[pass.signer] != nil else {
            return standing(of: node)
        }
        var other = self
        other.merge(AuthenticRecords(verified: pass))
        return other.standing(of: node)
    }

    /// The reason for which a node may not link; `nil` for a member that may.
    func refusal(of node: AuthorKey) -> LinkRefusal? {
        standing(of: node).refusal(showingPass: false)
    }

    /// The admins, the oldest first.
    public var admins: [AuthorKey] {
        judgement.signers.filter { $0 != recovery && !surplus.contains($0) }
    }

    /// The passes that count: the admins by age, then the others by that of their signers.
    ///
    /// A founder that has signed none for itself is not among them.
    public var passes: [Pass] {
        liveNodes.prefix(limits.liveCountMax).compactMap { pass(of: $0) }
    }

    /// The pass by which a node is a member.
    public func pass(of node: AuthorKey) -> Pass? {
        switch judgement.winners[node]?.record {
        case .pass(let pass): surplus.contains(node) ? nil : pass
        case nil where node == founder: judgement.founderPass
        default: nil
        }
    }

    /// The removals that count, by node.
    public var removals: [MemberRemoval] {
        judgement.winners.values.compactMap { winner in
            if case .removal(let removal) = winner.record { removal } else { nil }
        }.sorted { $0.node < $1.node }
    }

    /// The authors whose messages members keep, and whether guests may write as well, by the charter.
    ///
    /// Who was removed stays one of them: what it wrote up to the removal's cut is kept.
    public var authors: AuthorList {
        var authors: Set<AuthorKey> = [founder]
        for (node, winner) in judgement.winners {
            switch winner.record {
            case .pass(let pass) where !pass.role.contains(.writes): break
            default: authors.insert(node)
            }
        }
        return AuthorList(authors, admitsGuests: judgement.charter?.authors == .anyone)
    }

    /// The charter that counts; `nil` when none was seen yet.
    public var charter: Charter? { judgement.charter }

    /// The rotation of the network's key that counts; `nil` before the first.
    public var rotation: KeyRotation? { judgement.rotation }

    /// The nodes with a pass that counts; beyond the most that may live, the last ones lose it.
    var liveNodes: [AuthorKey] {
        let admins = judgement.signers.filter { $0 != recovery }
        let others = judgement.winners.compactMap { node, winner -> (Seniority, Pass)? in
            guard case .pass(let pass) = winner.record, judgement.ages[node] == nil,
                let age = judgement.ages[pass.signer]
            else { return nil }
            return (age, pass)
        }
        let sorted = others.sorted {
            ($0.0, $0.1.epoch, $0.1.node) < ($1.0, $1.1.epoch, $1.1.node)
        }
        return admins + sorted.map(\.1.node)
    }
}
