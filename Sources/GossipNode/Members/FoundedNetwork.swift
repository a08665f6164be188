internal import GossipCore
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
    /// The number of other authors whose messages the log holds: they may write, and do not link.
    package let authorCount: Int

    /// Makes a network on a log that belongs to none; the log may not be there yet.
    ///
    /// The keys come first, and the log enters the network last: a log that has entered has its keys.
    ///
    /// - Parameters:
    ///   - path: The log, which no node may use.
    ///   - name: The name of the founder, a good ``GossipText/DisplayName`` or empty.
    ///   - writers: The authors whose messages are kept.
    ///   - version: The version of the program.
    /// - Throws: ``NodeError``, with nothing changed but a log and a key that are new.
    package init(
        onLog path: String,
        named name: String,
        keeping writers: Charter.Authors = .members,
        version: String
    ) throws(NodeError) {
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
        let authors = try Self.otherAuthors(of: path, than: identity.author)
        let recovery = RecoveryCode()
        let charter = Charter(
            signedBy: identity,
            founder: identity.author,
            recovery: recovery.identity.author,
            epoch: 1,
            authors: writers
        )
        func pass(_ node: AuthorKey, _ role: MemberRole, _ name: String) -> NetworkRecord {
            .pass(
                Pass(
                    signedBy: identity,
                    network: charter.network,
                    node: node,
                    role: role,
                    epoch: 1,
                    name: name
                )
            )
        }
        let own = pass(identity.author, .admin, name)
        // What is in the log already goes to the members as well.
        let records = [.charter(charter), own] + authors.map { pass($0, .author, "") }
        let list = AuthorList(
            Set(authors + [identity.author]),
            admitsGuests: writers == .anyone
        )
        try UnusedLog.change(path, version: version) { log throws(NodeError) in
            try UnusedLog.save(NetworkKeys(NetworkKey()), in: keyFile)
            try Self.enter(charter.network, log, with: records, takingIn: list)
        }
        network = charter.network
        self.recovery = recovery
        founder = identity.author
        authorCount = authors.count
    }

    private static func enter(
        _ network: NetworkID,
        _ log: MessageLog,
        with records: [NetworkRecord],
        takingIn list: AuthorList
    ) throws(NodeError) {
        do throws(StoreError) {
            try log.enter(network, with: records)
            try log.takeIn(only: list)
        } catch {
            throw NodeError(.members, error.description)
        }
    }

    /// The authors whose messages the log holds, without one; none where there is no log.
    private static func otherAuthors(
        of path: String,
        than author: AuthorKey
    ) throws(NodeError) -> [AuthorKey] {
        let authors: [AuthorKey]
        do throws(StoreError) {
            authors = try LogReader.open(path: path).authors().filter { $0.messages > 0 }.map(\.key)
        } catch {
            guard error.code == .missing || error.code == .olderVersion else {
                throw NodeError(.log, error.description)
            }
            return []
        }
        let others = authors.filter { $0 != author }
        guard others.count < RosterLimits.standard.liveCountMax else {
            throw NodeError(
                .members,
                "cannot make a network on \(path): it holds messages of \(others.count) authors, and a "
                    + "network has at most \(RosterLimits.standard.liveCountMax) members. Name another log with "
                    + "--db, and bring over what it is to hold with gossip-log export and import."
            )
        }
        return others
    }
}
