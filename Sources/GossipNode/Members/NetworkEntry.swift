internal import GossipCore
internal import GossipStore
internal import GossipText
package import GossipWire
import NIOCore
import NIOPosix

/// The entry of a log into the network of a code.
package struct NetworkEntry: Sendable {
    /// The network.
    package let network: NetworkID
    /// The word for the rights that the node has got: `admin` or `member`.
    package let role: String
    /// The node.
    package let node: AuthorKey
    /// The name of the node in the network; empty for none.
    package let name: String
    /// The key of the node that has signed its pass.
    package let inviter: AuthorKey
    /// The name of the inviting node, when it can be shown.
    package let inviterName: String?
    /// The address at which the inviting node has answered.
    package let address: PeerAddress

    /// The time for a connection to come about, and for all that follows.
    private static let connectSeconds: Int64 = 5
    private static let answerSeconds: Int64 = 20

    /// Enters; blocks the thread, which must not be an event loop's.
    ///
    /// - Parameters:
    ///   - path: The log, which no node may use; it may not be there yet.
    ///   - text: The code as it was typed.
    ///   - name: The name that the node would like to have, a good `DisplayName` or empty.
    ///   - version: The version of the program.
    /// - Throws: ``JoinFailure``, with nothing changed.
    package init(
        onLog path: String,
        with text: String,
        named name: String,
        version: String
    ) throws(JoinFailure) {
        let code: InvitationCode
        do throws(TypedCodeError) {
            code = try InvitationCode(text: text)
        } catch {
            throw .code(error)
        }
        let joiner: Joiner
        do throws(NodeError) {
            joiner = try Joiner(path: path, name: name, version: version)
        } catch {
            throw .node(error)
        }
        let (joined, address) = try joiner.join(with: code)
        network = joined.pass.network
        role = joined.pass.role.contains(.admits) ? "admin" : "member"
        node = joined.pass.node
        self.name = joined.pass.name
        inviter = joined.pass.signer
        inviterName = DisplayName.shown(joined.inviterName)
        self.address = address
    }

    /// The node that enters, before it has.
    private struct Joiner: Sendable {
        let path: String
        let name: String
        let version: String
        /// The node's key; a new one is written only once the node is a member.
        let identity: Identity
        let isKeyNew: Bool
        let network: NetworkID?

        init(path: String, name: String, version: String) throws(NodeError) {
            try UnusedLog.requireUnused(path)
            self.path = path
            self.name = name
            self.version = version
            network = try UnusedLog.network(of: path)
            do throws(IdentityFileError) {
                let found = try IdentityFile(besideLog: path).load()
                isKeyNew = found == nil
                identity = found ?? Identity()
            } catch {
                throw NodeError(.identity, error.description)
            }
        }

        /// Tries the addresses of the code in turn, until one answers.
        func join(
            with code: InvitationCode
        ) throws(JoinFailure) -> (JoinedNetwork, PeerAddress) {
            let threads = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            defer { try? threads.syncShutdownGracefully() }
            var first: JoinFailure?
            for address in code.addresses {
                do throws(JoinFailure) {
                    return (try join(with: code, at: address, on: threads.next()), address)
                } catch {
                    switch error {
                    // Somebody else may have the address here: the next one may be right.
                    case .unreachable, .unknownCode, .silent: first = first ?? error
                    default: throw error
                    }
                }
            }
            throw first ?? .code(.address)
        }

        private func join(
            with code: InvitationCode,
            at address: PeerAddress,
            on loop: any EventLoop
        ) throws(JoinFailure) -> JoinedNetwork {
            let family = address.isIPv4 ? SocketFamily.ipv4 : .ipv6
            guard let target = address.socketAddress(for: family) else {
                throw .unreachable(address, "it is no address")
            }
            let promise = loop.makePromise(of: JoinedNetwork.self)
            let silent = JoinFailure.silent(address, seconds: NetworkEntry.answerSeconds)
            let timer = loop.scheduleTask(in: .seconds(NetworkEntry.answerSeconds)) {
                promise.fail(silent)
            }
            defer { timer.cancel() }
            let bootstrap = ClientBootstrap(group: loop)
                .connectTimeout(.seconds(NetworkEntry.connectSeconds))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let dialler = dialler(code, address) { promise.completeWith($0) }
                        try channel.pipeline.syncOperations.addHandler(dialler)
                    }
                }
            bootstrap.connect(to: target).whenFailure { error in
                let reason =
                    (error as? IOError).map { SystemError.text($0.errnoCode) } ?? "no answer"
                promise.fail(JoinFailure.unreachable(address, reason))
            }
            do {
                return try promise.futureResult.wait()
            } catch {
                throw (error as? JoinFailure) ?? .broken(address)
            }
        }

        private func dialler(
            _ code: InvitationCode,
            _ address: PeerAddress,
            _ completion: @escaping (Result<JoinedNetwork, any Error>) -> Void
        ) -> PairingDialler {
            var output: [UInt8] = []
            let joiner = PairingJoiner(
                code,
                as: identity,
                named: name,
                from: network,
                PairingKeyPairs(lasting: NoiseKeyPair(), fresh: NoiseKeyPair()),
                into: &output
            )
            return PairingDialler(
                joiner,
                sending: output,
                to: address,
                store: { network throws(NodeError) in try store(network, from: address) },
                completion: { completion($0.mapError { $0 }) }
            )
        }

        /// Stores all that makes the node a member, durably.
        ///
        /// The log enters last: a log that has entered has its key and the keys of the network.
        private func store(_ joined: JoinedNetwork, from address: PeerAddress) throws(NodeError) {
            try UnusedLog.requireUnused(path)
            if isKeyNew {
                do throws(IdentityFileError) {
                    try IdentityFile(besideLog: path).create(asNew: identity)
                } catch {
                    throw NodeError(.identity, error.description)
                }
            }
            try UnusedLog.change(path, version: version) { log throws(NodeError) in
                try UnusedLog.save(joined.keys, in: NetworkKeyFile(besideLog: path))
                do throws(StoreError) {
                    try log.enter(joined.pass.network, with: joined.records)
                    if let roster = Roster(of: joined.pass.network, records: joined.records) {
                        try KeptAuthors(roster, of: identity.author).perform(on: log)
                    }
                    try log.savePeers(peers(of: joined, from: address))
                } catch {
                    throw NodeError(.log, error.description)
                }
            }
        }

        /// The peers to contact first, the inviting node at their head.
        private func peers(of joined: JoinedNetwork, from address: PeerAddress) -> [PeerRecord] {
            let now = SystemClock.wallMilliseconds()
            let others = joined.peers.filter { $0 != address }
            return ([address] + others).map { peer in
                PeerRecord(
                    identity: PeerIdentity(address: peer.description, node: nil),
                    source: .discovered,
                    // An address that was never seen would not be contacted. The inviter has just seen these.
                    firstSeenMilliseconds: now,
                    lastSeenMilliseconds: now
                )
            }
        }
    }
}
