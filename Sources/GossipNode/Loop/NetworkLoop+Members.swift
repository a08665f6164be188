import GossipCore
import GossipStore
import GossipText
import GossipWire
import Logging
import NIOCore
import NIOPosix

/// The members of the network: what has changed is stored, told, and heeded by the streams.
extension NetworkLoop {
    /// Stores a change of the network's records, and ends the streams of those who are members no longer.
    func saveRecords(_ change: RosterChange) {
        let logger = logger
        let waiting = recordCompletions
        recordCompletions = []
        let request = RecordRequest(change: change) { error in
            for completion in waiting { completion(error) }
            guard let error else { return }
            logger.error("Records of the network are not stored; peers have them: \(error)")
        }
        services.writer.save(request)
        keepAuthors()
        // The core is in use now.
        eventLoop.assumeIsolated().execute { [weak self] in self?.sessions?.membersChanged() }
    }

    /// Has the log take in messages of members alone, and keep no more of the removed than their removers knew.
    func keepAuthors() {
        guard let roster = core.roster else { return }
        let kept = KeptAuthors(roster, of: core.channelConfiguration.credential.node)
        guard kept != keptAuthors else { return }
        keptAuthors = kept
        let (logger, events) = (logger, services.events)
        let request = CutRequest { log throws(StoreError) in
            try kept.perform(on: log)
            let others = try log.foreignAuthors()
            if !others.isEmpty { events.emit(.notice(Self.notice(ofForeign: others))) }
        } completion: { error in
            guard let error else { return }
            logger.error(
                "The log does not go by the members as they are now; the next start tries again: \(error)"
            )
        }
        services.writer.change(request)
    }

    /// Tells people when a log is closed to guests.
    func reportGuests(_ scope: Scope) {
        guard scope.isClosedToGuests else { return }
        services.events.emit(
            .notice(
                "authors without a pass have used up their room in this log: nothing more of them is taken in "
                    + "until retention has made some. Start the node with a larger --keep-size, or let an admin "
                    + "admit those who belong here: gossip-node admit --author-only KEY"
            )
        )
    }

    private static func notice(ofForeign authors: [AuthorKey]) -> String {
        "the log holds messages of \(Quantity.count(authors.count, "author", "authors")) who may not write in "
            + "this network, \(authors[0].hex) the first: they stay here and go to nobody. An admin lets them "
            + "in by gossip-node admit --author-only KEY; gossip-log doctor names them all"
    }

    /// Stores the keys of the network beside the log.
    func saveKeys(_ keys: NetworkKeys) {
        guard let keyFile else { return }
        let (logger, events) = (logger, services.events)
        services.blocking.submit { _ in
            do throws(NetworkKeyFileError) {
                try keyFile.save(keys)
                let text = "the network has a new key, which is stored in \(keyFile.path)"
                events.emit(.notice(text))
            } catch {
                logger.error("The new key of the network is not stored; members have it: \(error)")
                events.emit(.error("the new key of the network is not stored: \(error)"))
            }
        }
    }

    /// Stores keys that nobody else has yet, and calls back on the loop.
    func store(_ keys: NetworkKeys, _ completion: @escaping (NodeError?) -> Void) {
        guard let keyFile else { return completion(.noMembers) }
        services.blocking.runIfActive(eventLoop: eventLoop) { () -> NodeError? in
            do throws(NodeError) {
                try UnusedLog.save(keys, in: keyFile)
                return nil
            } catch {
                return error
            }
        }
        .assumeIsolated().whenComplete { result in
            switch result {
            case .success(let error): completion(error)
            case .failure: completion(.stopped)
            }
        }
    }

    /// Calls back once the records are stored that the next change of the core brings.
    func whenRecordsAreStored(_ completion: @escaping @Sendable (NodeError?) -> Void) {
        recordCompletions.append(completion)
    }

    /// Ends the wait for a change that has brought nothing new.
    func recordsAreTaken() {
        let waiting = recordCompletions
        recordCompletions = []
        for completion in waiting { completion(nil) }
    }

    /// Tells people of a new member, or of one that was removed.
    func report(_ change: MemberChange) {
        switch change {
        case .joined(let pass):
            let name = Self.name(pass.name, of: pass.node)
            services.events.emit(.notice("\(name) has joined the network"))
        case .removed(let removal, let name):
            let remover = core.roster?.pass(of: removal.signer)?.name ?? ""
            let by = Self.name(remover, of: removal.signer)
            guard removal.node != core.channelConfiguration.credential.node else {
                services.events.emit(
                    .error(
                        "this node was removed from the network by \(by): no member links with it now. "
                            + "What its log holds stays readable."
                    )
                )
                return
            }
            let text = "\(Self.name(name, of: removal.node)) was removed from the network by \(by)"
            services.events.emit(.notice(text))
        }
    }

    private static func name(_ name: String, of node: AuthorKey) -> String {
        DisplayName.shown(name) ?? String(node.hex.prefix(8))
    }
}
