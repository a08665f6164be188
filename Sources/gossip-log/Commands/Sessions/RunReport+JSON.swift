import GossipStore
import GossipText
import GossipWire

extension RunReport {
    /// The run for machines.
    var object: JSONObject {
        var object = JSONObject()
        object.add("event", "run")
        object.add("run", run.number)
        object.add("started", TimeFormat.machine(run.startedMilliseconds))
        if let ended = end.milliseconds { object.add("ended", TimeFormat.machine(ended)) }
        object.add("end", end.name)
        if let node = run.node { object.add("node", node.hex) }
        if let name = DisplayName.shown(run.name) { object.add("name", name) }
        object.add("version", run.version)
        object.add("process", run.processID)
        object.add("messages_at_start", run.messagesAtStart)
        object.add("arrived", arrived)
        object.add("catch_ups", catchUps.count)
        object.add("live", wasLive)
        return object
    }

    /// A catch-up for machines.
    static func object(
        _ catchUp: CatchUpRecord,
        peers: [PeerNumber: PeerRecord]
    ) -> JSONObject {
        var object = JSONObject()
        object.add("event", "catch-up")
        object.add("run", catchUp.run)
        if let peer = catchUp.peer.flatMap({ peers[$0] }) {
            object.add("peer", peer.identity.address)
            if let node = peer.identity.node { object.add("node", node.hex) }
        }
        object.add("started", TimeFormat.machine(catchUp.startedMilliseconds))
        object.add("ended", TimeFormat.machine(catchUp.endedMilliseconds))
        object.add("needed", catchUp.needed)
        object.add("received", catchUp.received)
        object.add("sent", catchUp.sent)
        object.add("round_trips", catchUp.roundTrips)
        object.add("proved", catchUp.proof != nil)
        if let proof = catchUp.proof {
            object.add("proof_count", proof.count)
            object.add("proof_fingerprint", proof.fingerprintHex)
            object.add("proof_time", TimeFormat.machine(proof.milliseconds))
            object.add("proof_excluded", proof.excludedAuthors)
            object.add("proof_excludes_guests", proof.excludesGuests)
        }
        return object
    }
}
