internal import GossipStore
internal import GossipText
package import GossipWire

/// A network that has just been made, with its founder as the only member.
package struct FoundedNetwork: Sendable {
    /// The network.
    package let network: NetworkID
    /// The code that makes a new admin when all others are lost; shown once, and stored nowhere.
    package let recovery: RecoveryCode
    /// The node that has made the network.
    package let founder: AuthorKey

    /// Makes a network on a log that belongs to none; the log may not be there yet.
    ///
    /// The keys come first, and the log enters the network last: a log that has entered has its keys.
    ///
    /// - Parameters:
    ///   - path: The log, which no node may use.
    ///   - name: The name of the founder, a good ``GossipText/DisplayName`` or empty.
    ///   - version: The version of the program.
    /// - Throws: ``NodeError``, with nothing changed but a log and a key that are new.
    package init(onLog path: String, named name: String, version: String) throws(NodeError) {
        try UnusedLog.requireUnused(path)
        let keyFile = NetworkKeyFile(besideLog: path)
        if let network = try UnusedLog.network(of: path) {
            throw NodeError(
                .members,
                "\(path) belongs to the network \(network) already, and a log belongs to one for good. Name "
                    + "another log with --db; gossip-node members shows who is in this network."
            )
        }
        guard !keyFile.isThere else {
            throw NodeError(
                .members,
                "there is a file \(keyFile.path), and \(path) belongs to no network: it may be the key of "
                    + "another log. Move it away, or name another log with --db."
            )
        }
        let identity = try UnusedLog.identity(of: path)
        let recovery = RecoveryCode()
        let charter = Charter(
            signedBy: identity,
            founder: identity.author,
            recovery: recovery.identity.author,
            epoch: 1,
            authors: .members
        )
        let pass = Pass(
            signedBy: identity,
            network: charter.network,
            node: identity.author,
            role: .admin,
            epoch: 1,
            name: name
        )
        try UnusedLog.change(path, version: version) { log throws(NodeError) in
            try UnusedLog.save(NetworkKeys(NetworkKey()), in: keyFile)
            do throws(StoreError) {
                try log.enter(charter.network, with: [.charter(charter), .pass(pass)])
            } catch {
                throw NodeError(.members, error.description)
            }
        }
        network = charter.network
        self.recovery = recovery
        founder = identity.author
    }
}
