import GossipCore
import GossipStore
import GossipText
import GossipWire

/// The place of a node in a network with members: the keys from `FILE.network`, the records from the log.
struct NetworkMembership: Sendable {
    /// The keys of the network.
    let keys: NetworkKeys
    /// The members, this node among them.
    var roster: Roster

    /// Reads the membership of a log; `nil` for a log that has entered no network.
    ///
    /// - Parameters:
    ///   - log: The log, opened by its node.
    ///   - node: The node.
    /// - Throws: ``NodeError`` for a log whose network cannot be used.
    init?(of log: MessageLog, node: AuthorKey) throws(NodeError) {
        let path = ShellWord.quoted(log.path)
        let records: [NetworkRecord]
        let network: NetworkID
        do throws(StoreError) {
            guard let found = try log.network() else { return nil }
            network = found
            records = try log.networkRecords()
        } catch {
            throw NodeError(.log, error.description)
        }
        let again = "Ask a member for a code and run: gossip-node join --db \(path) CODE"
        guard let roster = Roster(of: network, records: records) else {
            throw NodeError(
                .members,
                "cannot start in the network \(network): \(log.path) has no charter of it. \(again)"
            )
        }
        let file = NetworkKeyFile(besideLog: log.path)
        let keys: NetworkKeys?
        do throws(NetworkKeyFileError) {
            keys = try file.load()
        } catch {
            throw NodeError(.members, error.description)
        }
        guard let keys else {
            throw NodeError(
                .members,
                "cannot start in the network \(network): its keys are missing, there is no file "
                    + "\(file.path). Put it back, or get them again. \(again)"
            )
        }
        switch roster.standing(of: node) {
        case .member: break
        case .removed:
            throw NodeError(
                .members,
                "cannot start in the network \(network): this node was removed from it. \(again)"
            )
        case .unknown:
            throw NodeError(
                .members,
                "cannot start in the network \(network): this node has no pass that counts. Is "
                    + "\(log.path).key the key that has joined? \(again)"
            )
        }
        self.keys = keys
        self.roster = roster
    }

    /// The identity of the node on its channels.
    func channels(of identity: Identity) -> ChannelConfiguration {
        ChannelConfiguration(of: identity, in: roster.network, keys: keys, members: roster)
    }
}
