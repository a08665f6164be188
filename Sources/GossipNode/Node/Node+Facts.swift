import Glibc
package import GossipCore
internal import GossipStore
import Logging
import NIOPosix

/// For programs that show a running node from outside.
extension Node {
    /// The facts of the start; waits until the node has started.
    package var start: NodeStart {
        get async throws(NodeError) { try await started().start }
    }

    /// The peers in contact, each with its status now.
    ///
    /// - Throws: ``NodeError`` when the node could not start or has ended.
    package var peers: [PeerObservation] {
        get async throws(NodeError) {
            guard let peers = await (try started()).peers() else { throw .stopped }
            return peers
        }
    }

    /// The size and age of the log.
    ///
    /// - Throws: ``NodeError`` when the log cannot be read, or the node has ended.
    package var logFacts: LogFacts {
        get async throws(NodeError) {
            let services = try await started().services
            let path = LogPath(configuration.logPath)
            do {
                return try await services.blocking.runIfActive {
                    try services.readers.withReader { reader in
                        LogFacts(
                            bytes: Self.size(path.log) + Self.size(path.writeAheadLog),
                            newestMilliseconds: try reader.newestTime()
                        )
                    }
                }
            } catch let error as StoreError {
                throw NodeError(.log, error.description)
            } catch {
                throw .stopped
            }
        }
    }

    /// Opens an invitation into the network of the node.
    ///
    /// - Parameters:
    ///   - terms: The terms, without addresses.
    ///   - address: The address that the code names, resolved first; `nil` for those that the node knows.
    /// - Returns: The invitation, with its code.
    /// - Throws: ``NodeError`` when the node may not or cannot invite.
    package func invite(
        _ terms: InvitationTerms,
        to address: Endpoint?
    ) async throws(NodeError) -> OfferedInvitation {
        let runtime = try await started()
        var terms = terms
        if let address {
            do {
                let found = try await runtime.services.names.runIfActive {
                    try NameResolver.resolve(address)
                }
                terms.addresses = Array(found.prefix(1))
            } catch let failure as NameResolver.Failure {
                throw NodeError(.members, "cannot invite: \(failure) Name another with --address.")
            } catch {
                throw .stopped
            }
        }
        return try await runtime.invite(terms).get()
    }

    /// Blocks an author at this node, or lifts that.
    ///
    /// - Returns: What has changed, once it is durable. What the log has of a blocked author is removed
    ///   afterwards.
    /// - Throws: ``NodeError`` when the author is this node, or the log takes no change.
    package func perform(
        _ block: AuthorBlock
    ) async throws(NodeError) -> AuthorBlock.Outcome {
        try await (try started()).perform(block).get()
    }

    /// Changes the members of the network of the node, and tells the peers.
    ///
    /// - Parameter order: The change.
    /// - Returns: What has changed; it is durable.
    /// - Throws: ``NodeError`` when this node may not do that, or cannot.
    package func change(_ order: MembershipOrder) async throws(NodeError) -> MembershipReceipt {
        try await started().change(order).get()
    }

    /// Tells people of something that is set wrong and that the node can do without.
    package func warn(_ text: String) {
        configuration.logger.warning("\(text)")
        hub.emit(.warning(text))
    }

    private static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}

/// The size and age of a log.
package struct LogFacts: Equatable, Sendable {
    /// Bytes of its file and of the write-ahead log.
    package let bytes: Int
    /// The signed time of its newest message, in milliseconds since 1970; `nil` when it has none.
    package let newestMilliseconds: UInt64?
}
