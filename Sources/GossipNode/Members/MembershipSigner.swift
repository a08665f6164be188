import GossipCore
import GossipStore
import GossipText
import GossipWire

/// A node that changes the members of its network, as far as the records let it.
///
/// A value: it makes records, and neither stores nor sends them.
struct MembershipSigner {
    /// The members as the node knows them.
    let roster: Roster
    /// The node, which signs.
    let identity: Identity
    /// The keys of the network.
    let keys: NetworkKeys

    /// The records of an order, and what they change.
    struct Change {
        let records: [NetworkRecord]
        /// The keys of the network from now on; nil when they stay.
        var keys: NetworkKeys?
        let receipt: MembershipReceipt
    }

    /// The nodes whose last messages an order must know: those that it removes.
    func subjects(of order: MembershipOrder) throws(NodeError) -> [AuthorKey] {
        guard case .remove(let who, let reissues, _) = order else { return [] }
        let node = try member(who).node
        return reissues == false ? [node] + roster.dependents(on: node, by: identity) : [node]
    }

    /// Signs the records of an order.
    ///
    /// - Parameters:
    ///   - order: The order.
    ///   - heads: The last messages that the log has of ``subjects(of:)``.
    /// - Returns: The records, and what they change.
    /// - Throws: ``NodeError`` for an order that would not count.
    func sign(
        _ order: MembershipOrder,
        heads: [AuthorKey: AuthorHead?]
    ) throws(NodeError) -> Change {
        switch order {
        case .admit(let node, let name, let role): try admit(node, name, role)
        case .remove(let who, let reissues, _): try remove(who, reissues: reissues, heads)
        case .recover(let code): try recover(with: code)
        case .rotate(let forgetsOld): try rotate(forgettingOld: forgetsOld)
        }
    }

    // MARK: Admitting

    private func admit(
        _ node: AuthorKey,
        _ name: String,
        _ role: MemberRole
    ) throws(NodeError) -> Change {
        if let former = roster.pass(of: node), former.role == role,
            name.isEmpty || former.name == name
        {
            throw refusal("admit", "the node \(short(node)) is \(word(role)) already")
        }
        guard name.isEmpty || !roster.passes.contains(where: { $0.node != node && $0.name == name })
        else { throw refusal("admit", "another member has this name. Choose another with --name") }
        let name = name.isEmpty ? roster.pass(of: node)?.name ?? "" : name
        let pass = try pass(for: node, name, role, signedBy: identity, "admit")
        return Change(records: [.pass(pass)], receipt: receipt(pass))
    }

    private func recover(with code: RecoveryCode) throws(NodeError) -> Change {
        guard code.identity.author == roster.recovery else {
            throw refusal(
                "recover",
                "the code is not that of the network \(roster.network). Each network has its own, which "
                    + "gossip-node create has printed"
            )
        }
        let name = roster.pass(of: identity.author)?.name ?? ""
        let pass = try pass(
            for: identity.author,
            name,
            .admin,
            signedBy: code.identity,
            "recover"
        )
        return Change(records: [.pass(pass)], receipt: receipt(pass))
    }

    private func pass(
        for node: AuthorKey,
        _ name: String,
        _ role: MemberRole,
        signedBy signer: Identity,
        _ action: String
    ) throws(NodeError) -> Pass {
        do throws(IssueRefusal) {
            return Pass(
                signedBy: signer,
                network: roster.network,
                node: node,
                role: role,
                epoch: try roster.epochForPass(of: node, role: role, by: signer.author),
                name: name
            )
        } catch { throw refusal(action, error) }
    }

    // MARK: Removing

    private func remove(
        _ who: String,
        reissues: Bool?,
        _ heads: [AuthorKey: AuthorHead?]
    ) throws(NodeError) -> Change {
        let pass = try member(who)
        guard pass.node != identity.author else {
            throw refusal("remove", "this is the node itself. Ask another admin to remove it")
        }
        let removal = try removal(of: pass.node, heads)
        let void = roster.reissues(of: pass.node, by: identity)
        guard void.isEmpty || reissues != nil else {
            throw refusal(
                "remove",
                "\(shown(pass)) has signed "
                    + "\(void.count == 1 ? "a record" : "\(void.count) records") of other nodes, which are void without it. Say --reissue to sign them again, or --no-reissue to "
                    + "remove those nodes too"
            )
        }
        let kept = reissues == true ? void : []
        // Who has a pass of that admin alone is removed by name: else each member would keep what it happens
        // to have of it.
        let dropped = try (reissues == false ? roster.dependents(on: pass.node, by: identity) : [])
            .map { node throws(NodeError) in try self.removal(of: node, heads) }
        return Change(
            records: kept + [removal] + dropped,
            receipt: MembershipReceipt(
                network: roster.network,
                node: pass.node,
                name: pass.name,
                role: "removed",
                keyCount: nil,
                keptSequence: heads[pass.node]??.sequence ?? 0,
                reissuedCount: kept.count,
                droppedCount: dropped.count
            )
        )
    }

    private func removal(
        of node: AuthorKey,
        _ heads: [AuthorKey: AuthorHead?]
    ) throws(NodeError) -> NetworkRecord {
        // Whom the order is about may have changed since the log was read. A cut at nothing would take its
        // messages from all members.
        guard let head = heads[node] else {
            throw refusal(
                "remove",
                "the members have changed this very moment. Look at them, and say it again"
            )
        }
        do throws(IssueRefusal) {
            return .removal(
                MemberRemoval(
                    signedBy: identity,
                    network: roster.network,
                    node: node,
                    epoch: try roster.epochForRemoval(of: node, by: identity.author),
                    cut: head.flatMap { MemberCut(sequence: $0.sequence, id: $0.id) } ?? .nothing
                )
            )
        } catch { throw refusal("remove", error) }
    }

    /// The member that a person means.
    private func member(_ who: String) throws(NodeError) -> Pass {
        let named = roster.passes.filter { $0.name == who }
        let digits = who.lowercased()
        let isKey =
            digits.count >= Self.digitsMin
            && digits.utf8.allSatisfy { Hexadecimal.value(of: $0) != nil }
        let found =
            named.isEmpty && isKey ? roster.passes.filter { $0.node.hex.hasPrefix(digits) } : named
        guard let pass = found.first else {
            if isKey, roster.removals.contains(where: { $0.node.hex.hasPrefix(digits) }) {
                throw refusal("remove", "the node \(digits.prefix(8)) was removed already")
            }
            throw refusal(
                "remove",
                "no member is called \(SafeText.text(who)), nor has a key that begins so. gossip-node "
                    + "members shows who they are"
            )
        }
        guard found.count == 1 else {
            throw refusal(
                "remove",
                "\(SafeText.text(who)) may be \(found.count) members. Name one by its key: "
                    + found.map { String($0.node.hex.prefix(16)) }.joined(separator: ", ")
            )
        }
        return pass
    }

    /// The least number of digits that stand for a key: fewer are easily a name that is mistyped.
    private static let digitsMin = 4

    // MARK: The key

    private func rotate(forgettingOld forgetsOld: Bool) throws(NodeError) -> Change {
        let epoch: UInt64
        do throws(IssueRefusal) {
            epoch = try roster.epochForRotation(by: identity.author)
        } catch { throw refusal("rotate", error) }
        let key = NetworkKey()
        let rotation = KeyRotation(
            signedBy: identity,
            network: roster.network,
            epoch: epoch,
            key: KeyFingerprint(of: key),
            forgetsOld: forgetsOld
        )
        // The older ones are forgotten once the record is there: without it the new one opens nothing.
        var keys = keys
        keys.rotate(to: key)
        return Change(
            records: [.rotation(rotation)],
            keys: keys,
            receipt: MembershipReceipt(
                network: roster.network,
                node: identity.author,
                name: roster.pass(of: identity.author)?.name ?? "",
                role: word(roster.standing(of: identity.author).role),
                keyCount: forgetsOld ? 1 : keys.count,
                keptSequence: nil,
                reissuedCount: 0,
                droppedCount: 0
            )
        )
    }

    // MARK: Words

    private func receipt(_ pass: Pass) -> MembershipReceipt {
        MembershipReceipt(
            network: roster.network,
            node: pass.node,
            name: pass.name,
            role: word(pass.role),
            keyCount: nil,
            keptSequence: nil,
            reissuedCount: 0,
            droppedCount: 0
        )
    }

    private func word(_ role: MemberRole) -> String {
        MemberList.word(for: role, isFounder: false)
    }

    private func shown(_ pass: Pass) -> String {
        DisplayName.shown(pass.name) ?? "the node \(short(pass.node))"
    }

    private func short(_ node: AuthorKey) -> String { String(node.hex.prefix(8)) }

    private func refusal(_ action: String, _ reason: String) -> NodeError {
        NodeError(.members, "cannot \(action): \(reason).")
    }

    private func refusal(_ action: String, _ reason: IssueRefusal) -> NodeError {
        let words =
            switch reason {
            case .notAdmin:
                "this node is no admin of the network \(roster.network). gossip-node members shows who is"
            case .olderAdmin:
                "that node is an older admin than this one. Only the founder, or who recovers the network, "
                    + "is above all others"
            case .tooManyMembers: "the network has as many members as it may. Remove one first"
            case .tooManyRecords: "the network has as many records as it may"
            case .epochsUsedUp:
                "this node has no higher number for a record about that one. Let the founder do it"
            }
        return refusal(action, words)
    }
}
