package import GossipWire

extension Roster {
    /// Makes the answer to a node that asks to join, and signs its pass where it has none.
    ///
    /// A node keeps the rights that it has. A new pass makes an admin younger, so an admin with these rights keeps
    /// its pass. The new one counts here once it is merged: see ``PairingInviter/Event/joined(_:)``.
    ///
    /// - Parameters:
    ///   - request: The request, whose signature is good.
    ///   - role: The rights that the invitation gives.
    ///   - inviter: This node, which signs.
    ///   - name: The name of this node, at most 64 bytes.
    ///   - keys: The keys of the network.
    ///   - peers: Addresses of members, this node's among them.
    /// - Returns: The answer.
    /// - Throws: ``PairingRefusal``, which is to be told to the node.
    package func answer(
        to request: PairingRequest,
        as role: MemberRole,
        signedBy inviter: Identity,
        named name: String,
        keys: NetworkKeys,
        peers: PeerList
    ) throws(PairingRefusal) -> PairingAnswer {
        guard request.network.map({ $0 == network }) ?? true else { throw .otherNetwork }
        guard request.node != inviter.author else { throw .ownKey }
        guard request.hasPlainName else { throw .badName }
        let isTaken = passes.contains { $0.node != request.node && $0.name == request.name }
        guard request.name.isEmpty || !isTaken else { throw .nameTaken }
        let pass = try pass(for: request, role, signedBy: inviter)
        return PairingAnswer(
            keys: keys,
            inviterName: name,
            pass: pass,
            records: records(proving: pass),
            peers: peers
        )
    }

    private func pass(
        for request: PairingRequest,
        _ role: MemberRole,
        signedBy inviter: Identity
    ) throws(PairingRefusal) -> Pass {
        let former = pass(of: request.node)
        let role = role.union(former?.role ?? [])
        let name = request.name.isEmpty ? former?.name ?? "" : request.name
        if let former, former.role == role, former.name == name || role.contains(.admits) {
            return former
        }
        do throws(IssueRefusal) {
            let epoch = try epochForPass(of: request.node, role: role, by: inviter.author)
            return Pass(
                signedBy: inviter,
                network: network,
                node: request.node,
                role: role,
                epoch: epoch,
                name: name
            )
        } catch { throw PairingRefusal(error) }
    }

    /// Records that prove a pass, and as many others as an answer has room for.
    ///
    /// The charter and the passes from the signer up to the founder come first. The rest is in the order of the
    /// exchange, by which the new member gets what has found no room.
    private func records(proving pass: Pass) -> [NetworkRecord] {
        var proof: Set<RecordID> = []
        var next: HeldRecord? = judgement.winners[pass.signer]
        while let held = next, proof.insert(held.id).inserted {
            next = judgement.winners[held.record.signer]
        }
        let charter = charter.map(NetworkRecord.charter)
        let isProof: (HeldRecord) -> Bool = { proof.contains($0.id) || $0.record == charter }
        let all = judgement.counting.filter(isProof) + judgement.counting.filter { !isProof($0) }
        var room = PairingAnswer.recordsLengthMax
        return all.map(\.record).prefix { record in
            room -= PairingAnswer.recordPrefixLength + record.encoded.count
            return room >= 0
        }
    }
}

extension PairingRefusal {
    /// The reason as the joiner is told it.
    fileprivate init(_ refusal: IssueRefusal) {
        self =
            switch refusal {
            case .notAdmin, .olderAdmin, .epochsUsedUp: .mayNotAdmit
            case .tooManyMembers, .tooManyRecords: .full
            }
    }
}
