import GossipCore
import GossipWire
import NIOCore
import NIOPosix

/// The configured peers: numbers are contacted at once, names are resolved first.
///
/// A name that does not resolve is tried again, and so is one without an address that answers. The
/// pauses double from 2 s to 60 s. Lives on the event loop.
final class NamedPeers {
    private static let pauseSecondsMin: Int64 = 2
    private static let pauseSecondsMax: Int64 = 60

    private struct Name {
        let endpoint: Endpoint
        var addresses: [PeerAddress] = []
        var pauseSeconds = NamedPeers.pauseSecondsMin
        var hasReported = false
        var isScheduled = false
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
        for index in names.indices {
            if let address = PeerAddress(names[index].endpoint.description) {
                names[index].addresses = take([address], for: names[index].endpoint)
            } else {
                resolve(index)
            }
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

    private func resolve(_ index: Int) {
        guard !isStopped else { return }
        let endpoint = names[index].endpoint
        loop.services.names.runIfActive(eventLoop: loop.eventLoop) {
            Result { () throws(NameResolver.Failure) in try NameResolver.resolve(endpoint) }
        }
        .assumeIsolated().whenSuccess { [weak self] result in
            self?.resolved(index, result)
        }
    }

    private func resolved(_ index: Int, _ result: Result<[PeerAddress], NameResolver.Failure>) {
        guard !isStopped else { return }
        switch result {
        case .success(let addresses):
            names[index].hasReported = false
            let gone = names[index].addresses.filter { !addresses.contains($0) }
            names[index].addresses = take(addresses, for: names[index].endpoint)
            for address in gone where !isConfigured(address) {
                loop.change { core, now, effects in
                    core.take(.peerRemoved(address), at: now, into: &effects)
                }
            }
        case .failure(let failure):
            if !names[index].hasReported {
                names[index].hasReported = true
                loop.services.events.emit(
                    .error("\(failure) It is tried again; check the name given with --peer.")
                )
            }
        }
        scheduleIfSilent(index)
    }

    /// Hands addresses to the core; those that the socket cannot reach are reported.
    private func take(_ addresses: [PeerAddress], for endpoint: Endpoint) -> [PeerAddress] {
        let reachable = addresses.filter { reachability.contains($0) }
        if reachable.isEmpty {
            loop.services.events.emit(
                .error(
                    "the peer \(endpoint) cannot be reached from the address this node listens "
                        + "on. Choose another with --listen."
                )
            )
        }
        loop.change { core, now, effects in
            for address in reachable {
                let cursor = cursors[address]
                let peer = NodeInput.peerAdded(address, isConfigured: true, cursor: cursor)
                core.take(peer, at: now, into: &effects)
            }
        }
        return reachable
    }

    private func isConfigured(_ address: PeerAddress) -> Bool {
        names.contains { $0.addresses.contains(address) }
    }

    private func scheduleIfSilent(_ index: Int) {
        let name = names[index]
        let isNumeric = PeerAddress(name.endpoint.description) != nil
        guard !isNumeric, !name.isScheduled, !isStopped,
            !name.addresses.contains(where: { up.contains($0) })
        else { return }
        names[index].isScheduled = true
        names[index].pauseSeconds = min(name.pauseSeconds * 2, Self.pauseSecondsMax)
        loop.eventLoop.assumeIsolated().scheduleTask(in: .seconds(name.pauseSeconds)) {
            [weak self] in
            guard let self else { return }
            self.names[index].isScheduled = false
            let isSilent = !self.names[index].addresses.contains { self.up.contains($0) }
            if isSilent { self.resolve(index) }
        }
    }
}
