internal import GossipCore
internal import GossipStore
internal import GossipText
package import GossipWire

/// The members of a log's network, as its records have it; works while a node runs.
package struct MemberList: Sendable {
    /// The place of a node in the network.
    package struct Entry: Sendable {
        /// The node.
        package let node: AuthorKey
        /// The name in its pass; empty for none, and for a removed node.
        package let name: String
        /// The word for its rights: `founder`, `admin`, `member`, `author`, or `removed`.
        package let role: String
        /// The epoch of the record that says so; 0 for a founder without a pass.
        package let epoch: UInt64
        /// The signer of that record.
        package let signer: AuthorKey
    }

    /// The network.
    package let network: NetworkID
    /// True where authors without a pass may write as well, within budgets.
    package let admitsGuests: Bool
    /// The members, the oldest admins first, then the removed ones.
    package let entries: [Entry]
    /// The key of the log's own node; `nil` when it cannot be read.
    package let own: AuthorKey?

    /// Reads the members of the network of a log.
    ///
    /// - Throws: ``NodeError`` for a log that cannot be read or belongs to no network.
    package init(ofLog path: String) throws(NodeError) {
        let network: NetworkID?
        let records: [NetworkRecord]
        do throws(StoreError) {
            let reader = try LogReader.open(path: path)
            network = try reader.network()
            records = try reader.networkRecords()
        } catch {
            throw NodeError(error.code == .newerVersion ? .newerLog : .log, error.description)
        }
        guard let network else {
            throw NodeError(
                .members,
                "\(path) belongs to no network with members. Make one with gossip-node create --db "
                    + "\(ShellWord.quoted(path)), or enter one with gossip-node join."
            )
        }
        guard let roster = Roster(of: network, records: records) else {
            throw NodeError(.members, "\(path) has no charter of its network \(network).")
        }
        self.network = network
        admitsGuests = roster.authors.admitsGuests
        entries = Self.entries(of: roster)
        own = (try? IdentityFile(besideLog: path).load())?.author
    }

    private static func entries(of roster: Roster) -> [Entry] {
        let members = roster.passes.map { pass in
            Entry(
                node: pass.node,
                name: pass.name,
                role: word(for: pass.role, isFounder: pass.node == roster.founder),
                epoch: pass.epoch,
                signer: pass.signer
            )
        }
        let removed = roster.removals.map { removal in
            Entry(
                node: removal.node,
                name: "",
                role: "removed",
                epoch: removal.epoch,
                signer: removal.signer
            )
        }
        return members + removed
    }

    static func word(for role: MemberRole, isFounder: Bool) -> String {
        if isFounder { return "founder" }
        if role.contains(.admits) { return "admin" }
        return role.contains(.links) ? "member" : "author"
    }
}
