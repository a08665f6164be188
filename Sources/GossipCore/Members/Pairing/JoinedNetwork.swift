package import GossipWire

/// The network that a node has become a member of: an answer in which all is true that can be checked.
///
/// The network's name is a hash of the keys in its charter. The pass is for this node, and counts by the records.
/// All records are of this network and signed. The keys and the peers nothing can prove: they come from whoever
/// had the secret of the code.
package struct JoinedNetwork: Equatable, Sendable {
    /// The keys of the network.
    package let keys: NetworkKeys
    /// The pass of this node, which names the network and the node's role.
    package let pass: Pass
    /// The records to be stored, the pass among them.
    package let records: [NetworkRecord]
    /// Addresses of members that datagrams may be sent to.
    package let peers: [PeerAddress]
    /// The name of the inviting node, a text from a stranger; empty for none.
    package let inviterName: String

    /// Checks an answer; a signature check, about 80 µs, for each record.
    ///
    /// - Parameters:
    ///   - answer: The answer.
    ///   - node: This node.
    ///   - network: The network that its log belongs to, `nil` for none.
    /// - Throws: ``PairingError``, which says what is not so.
    init(
        verifying answer: PairingAnswer,
        for node: AuthorKey,
        from network: NetworkID?
    ) throws(PairingError) {
        guard network.map({ $0 == answer.network }) ?? true else { throw .otherNetwork }
        let pass = answer.pass
        guard pass.node == node, pass.network == answer.network else { throw .foreignPass }
        let charters = answer.records.filter { if case .charter = $0 { true } else { false } }
        guard var roster = Roster(of: answer.network, records: charters) else { throw .noCharter }
        let outcomes = roster.merge(answer.records).outcomes
        guard !outcomes.contains(.foreign) else { throw .foreignRecord }
        guard !outcomes.contains(.forged) else { throw .forgedRecord }
        roster.merge([.pass(pass)])
        guard roster.pass(of: node) == pass else { throw .passDoesNotCount }
        keys = answer.keys
        self.pass = pass
        records = roster.heldRecords
        peers = answer.peers.addresses.filter { $0.isSendable && !$0.isLinkLocal }
        inviterName = answer.inviterName
    }
}
