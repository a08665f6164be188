import GossipCore
import GossipNode
import GossipText
import GossipWire

/// The state of the node.
extension ControlRoutes {
    func state() async throws(Problem) -> JSONObject {
        let status = try await ask { () async throws(NodeError) in try await node.status }
        // A log that cannot be read just now is no reason to say nothing.
        let facts = try? await node.logFacts
        let (since, paces) = states.now
        let labels = paces.isEmpty ? [:] : try await names()
        var object = JSONObject()
        object.add("state", status.state.phase.rawValue)
        object.add("since", TimeFormat.machine(since))
        let with = paces.first.map { label($0, labels) } ?? ""
        object.add("why", status.state.why(paces.first, with: with))
        var peers = JSONObject()
        peers.add("known", status.state.peers.known)
        peers.add("reached", status.state.peers.reached)
        peers.add("equal", status.state.peers.equal)
        peers.add("excluded", status.state.peers.excluded)
        peers.add("excludes_guests", status.state.peers.excludesGuests)
        peers.add("muted", status.state.peers.muted)
        object.add("peers", peers)
        object.add("network", status.network)
        object.add("catch_up", paces.map { catchUp($0, labels) })
        var log = JSONObject()
        log.add("messages", status.messageCount)
        if let facts { log.add("bytes", facts.bytes) }
        log.add("arrival", status.lastArrival)
        if let newest = facts?.newestMilliseconds { log.add("newest", TimeFormat.machine(newest)) }
        object.add("log", log)
        var drops = JSONObject()
        for (reason, count) in status.drops.sorted(by: { $0.key < $1.key }) {
            drops.add(reason, count)
        }
        object.add("drops", drops)
        return object
    }

    private func catchUp(_ pace: CatchUpPace, _ names: [PeerAddress: String]) -> JSONObject {
        var object = JSONObject()
        object.add("peer", pace.progress.peer.description)
        if let name = names[pace.progress.peer] { object.add("name", name) }
        object.add("needed", pace.progress.needed)
        object.add("received", pace.progress.received)
        object.add("sent", pace.progress.sent)
        if let rate = pace.perSecond { object.add("rate", Int(rate.rounded())) }
        if let seconds = pace.secondsLeft { object.add("eta_s", seconds) }
        return object
    }

    /// The names of the peers, where they can be shown.
    private func names() async throws(Problem) -> [PeerAddress: String] {
        let peers = try await ask { () async throws(NodeError) in try await node.peers }
        var names: [PeerAddress: String] = [:]
        for peer in peers { names[peer.address] = DisplayName.shown(peer.name) }
        return names
    }

    private func label(_ pace: CatchUpPace, _ names: [PeerAddress: String]) -> String {
        names[pace.progress.peer] ?? pace.progress.peer.description
    }
}
