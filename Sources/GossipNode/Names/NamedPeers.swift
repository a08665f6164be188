import GossipCore
import GossipWire
import NIOCore
import NIOPosix

/// The configured peers: numbers are contacted at once, names are resolved first.
///
/// A name that does not resolve is tried again, and so is one without an address that answers. The
/// pauses double from 2 s to 60 s. Troubles are told as ``NameReport`` says. Lives on the event loop.
final class NamedPeers {
    private static let pauseSecondsMin: Int64 = 2
    private static let pauseSecondsMax: Int64 = 60
    private static let selfPause = TimeAmount.minutes(10)

    private struct Name {
        let endpoint: Endpoint
        var addresses: [PeerAddress] = []
        var pauseSeconds = NamedPeers.pauseSecondsMin
        var report = NameReport()
        /// Its addresses that have turned out to be this node's.
        var own: Set<PeerAddress> = []
        var isScheduled = false
        var isResolving = false
    }

    private unowned let loop: NetworkLoop
    private let reachability: Reachability
    private let cursors: [PeerAddress: PeerCursor]
    private var names: [Name]
    private var up: Set<PeerAddress> = []
    private var isStopped = false

    init(
        _ endpoints: [Endpoint],
        loop: NetworkLoop,
        reachability: Reachability,
        cursors: [PeerAddress: PeerCursor]
    ) {
        self.loop = loop
        self.reachability = reachability
        self.cursors = cursors
        names = endpoints.map { Name(endpoint: $0) }
    }

    /// Contacts all of them.
    func begin() {
        for index in names.indices { contact(index) }
    }

    private func contact(_ index: Int) {
        if let address = names[index].endpoint.address {
            take([address], for: index)
        } else {
            resolve(index)
        }
    }

    func stop() {
        isStopped = true
    }

    /// A peer's state has changed: a name whose addresses are silent may have moved.
    func peerChanged(_ address: PeerAddress, isUp: Bool) {
        if isUp { up.insert(address) } else { up.remove(address) }
        for index in names.indices where names[index].addresses.contains(address) {
            if isUp {
                names[index].pauseSeconds = Self.pauseSecondsMin
            } else {
                scheduleIfSilent(index)
            }
        }
    }

    /// An address has turned out to be this node's own: it is contacted again only after a while.
    func foundSelf(at address: PeerAddress) {
        retryLater(address)
        for index in names.indices where names[index].addresses.contains(address) {
            names[index].own.insert(address)
            if names[index].own.isSuperset(of: names[index].addresses) { tell(.isSelf, of: index) }
        }
    }

    /// Contacts an address once more after a pause: whoever is on the way can send a handshake back.
    private func retryLater(_ address: PeerAddress) {
        guard isConfigured(address), !reachability.isOwn(address) else { return }
        loop.eventLoop.assumeIsolated().scheduleTask(in: Self.selfPause) { [weak self] in
            guard let self, !self.isStopped, self.isConfigured(address) else { return }
            let peer = NodeInput.peerAdded(
                address,
                isConfigured: true,
                cursor: self.cursors[address]
            )
            self.loop.change { core, now, effects in core.take(peer, at: now, into: &effects) }
        }
    }

    /// Resolves what is silent at once: the network of this machine has changed.
    func networkChanged() {
        for index in names.indices where isSilent(index) {
            names[index].own = []
            names[index].pauseSeconds = Self.pauseSecondsMin
            contact(index)
        }
    }

    private func isSilent(_ index: Int) -> Bool {
        !names[index].addresses.contains { up.contains($0) }
    }

    private func isNumeric(_ index: Int) -> Bool {
        names[index].endpoint.address != nil
    }

    private func resolve(_ index: Int) {
        guard !isStopped, !names[index].isResolving else { return }
        names[index].isResolving = true
        let endpoint = names[index].endpoint
        loop.services.names.runIfActive(eventLoop: loop.eventLoop) {
            Result { () throws(NameResolver.Failure) in try NameResolver.resolve(endpoint) }
        }
        .assumeIsolated().whenSuccess { [weak self] result in
            self?.resolved(index, result)
        }
    }

    private func resolved(_ index: Int, _ result: Result<[PeerAddress], NameResolver.Failure>) {
        names[index].isResolving = false
        guard !isStopped else { return }
        switch result {
        case .success(let addresses):
            let gone = names[index].addresses.filter { !addresses.contains($0) }
            take(addresses, for: index)
            for address in gone where !isConfigured(address) {
                loop.change { core, now, effects in
                    core.take(.peerRemoved(address), at: now, into: &effects)
                }
            }
        case .failure(let failure):
            tell(.unresolved(failure.reason), of: index)
        }
        scheduleIfSilent(index)
    }

    /// Hands addresses to the core, and tells when there is none that the socket can reach.
    private func take(_ addresses: [PeerAddress], for index: Int) {
        let reachable = addresses.filter { reachability.contains($0) }
        for address in reachable where reachability.isOwn(address) {
            names[index].own.insert(address)
        }
        let others = reachable.filter { !names[index].own.contains($0) }
        let absent = others.filter { $0.zone != .none && Interfaces.index(of: $0.zone) == 0 }
        names[index].addresses = reachable
        if others.isEmpty {
            let obstacle = addresses.lazy.compactMap { self.reachability.obstacle(to: $0) }.first
            tell(reachable.isEmpty ? obstacle.map { .unreachable($0) } : .isSelf, of: index)
        } else {
            let isAbsent = absent.count == others.count
            tell(isAbsent ? absent.first.map { .noInterface($0.zone.name) } : nil, of: index)
        }
        loop.change { core, now, effects in
            for address in others {
                let cursor = cursors[address]
                let peer = NodeInput.peerAdded(address, isConfigured: true, cursor: cursor)
                core.take(peer, at: now, into: &effects)
            }
        }
    }

    private func tell(_ trouble: PeerTrouble?, of index: Int) {
        let endpoint = names[index].endpoint
        switch names[index].report.update(trouble) {
        case .trouble(let trouble):
            let text = trouble.text(of: endpoint)
            loop.services.events.emit(trouble == .isSelf ? .warning(text) : .error(text))
        case .over:
            loop.services.events.emit(.notice("the peer \(endpoint) can be contacted now."))
        case nil: break
        }
    }

    private func isConfigured(_ address: PeerAddress) -> Bool {
        names.contains { $0.addresses.contains(address) }
    }

    private func scheduleIfSilent(_ index: Int) {
        guard !isNumeric(index), !names[index].isScheduled, !isStopped, isSilent(index)
        else { return }
        names[index].isScheduled = true
        let pauseSeconds = names[index].pauseSeconds
        names[index].pauseSeconds = min(pauseSeconds * 2, Self.pauseSecondsMax)
        loop.eventLoop.assumeIsolated().scheduleTask(in: .seconds(pauseSeconds)) { [weak self] in
            guard let self else { return }
            self.names[index].isScheduled = false
            if self.isSilent(index) { self.resolve(index) }
        }
    }
}
