internal import GossipCore
internal import GossipStore
internal import GossipText
internal import GossipWire

/// A change of a network's members at a log that no node uses: its peers hear of it once the node runs.
package struct MembershipEdit: Sendable {
    /// The changes.
    package let receipt: MembershipReceipt

    /// Carries an order out, durably.
    ///
    /// - Parameters:
    ///   - path: The log, which no node may use.
    ///   - order: The change.
    ///   - version: The version of the program.
    /// - Throws: ``NodeError``, with nothing changed.
    package init(
        onLog path: String,
        _ order: MembershipOrder,
        version: String
    ) throws(NodeError) {
        guard let identity = try Self.identity(of: path) else {
            throw NodeError(
                .members,
                "there is no key beside \(path): it is the log of no node. Name another with --db."
            )
        }
        let (network, records, heads) = try Self.read(path, order, identity)
        guard var roster = Roster(of: network, records: records) else {
            throw NodeError(.members, "\(path) has no charter of its network \(network).")
        }
        let keyFile = NetworkKeyFile(besideLog: path)
        let signer = MembershipSigner(
            roster: roster,
            identity: identity,
            keys: try Self.keys(in: keyFile)
        )
        let signed = try signer.sign(order, heads: heads)
        let change = roster.merge(AuthenticRecords(checking: signed.records))
        try UnusedLog.change(path, version: version) { log throws(NodeError) in
            // Before the record: a key without one is of no harm, and nobody else has it yet.
            if let keys = signed.keys { try UnusedLog.save(keys, in: keyFile) }
            do throws(StoreError) {
                try log.saveNetworkRecords(adding: change.added, dropping: change.dropped)
                try KeptAuthors(roster, of: identity.author).perform(on: log)
                while try !log.removeCut().isDone {}
            } catch {
                throw NodeError(.members, error.description)
            }
            if let keys = signed.keys, roster.rotation?.forgetsOld == true {
                try UnusedLog.save(NetworkKeys(keys.newest), in: keyFile)
            }
        }
        receipt = signed.receipt
    }

    private static func identity(of path: String) throws(NodeError) -> Identity? {
        do throws(IdentityFileError) {
            return try IdentityFile(besideLog: path).load()
        } catch {
            throw NodeError(.identity, error.description)
        }
    }

    private static func keys(in file: NetworkKeyFile) throws(NodeError) -> NetworkKeys {
        do throws(NetworkKeyFileError) {
            return try file.require()
        } catch {
            throw NodeError(.members, error.description)
        }
    }

    private static func read(
        _ path: String,
        _ order: MembershipOrder,
        _ identity: Identity
    ) throws(NodeError) -> (NetworkID, [NetworkRecord], [AuthorKey: AuthorHead?]) {
        do {
            let reader = try LogReader.open(path: path)
            guard let network = try reader.network() else { throw NodeError.noMembers }
            let records = try reader.networkRecords()
            guard let roster = Roster(of: network, records: records) else {
                throw NodeError(.members, "\(path) has no charter of its network \(network).")
            }
            let keyFile = NetworkKeyFile(besideLog: path)
            let signer = MembershipSigner(
                roster: roster,
                identity: identity,
                keys: try keys(in: keyFile)
            )
            return (network, records, try reader.heads(of: signer.subjects(of: order)))
        } catch let error as StoreError {
            throw NodeError(error.code == .newerVersion ? .newerLog : .log, error.description)
        } catch let error as NodeError {
            throw error
        } catch {
            throw NodeError(.log, "\(error)")
        }
    }
}

/// A node that runs on a log, for commands that ask it in place of changing the log.
package enum RunningOnLog {
    /// True while a process uses the log.
    package static func isSo(_ path: String) -> Bool { LogUser(ofLog: path) != nil }
}
