import GossipCore
import GossipNode
import GossipText
import GossipWire

/// Standard output for programs: one JSON object a line.
///
/// The names and their order are stable; the README documents them.
struct JSONEventEncoder: EventEncoder {
    /// Names that are remembered; anybody can announce any number of them.
    static let nameCountMax = 1_024

    private var names = AuthorNames(countMax: nameCountMax)

    /// An own message is told by its acknowledgement.
    let showsOwnMessages = false

    mutating func encode(_ event: OutputEvent, at milliseconds: UInt64, into output: inout [UInt8])
    {
        switch event {
        case .node(let event):
            names.learn(event)
            JSONObject.append(to: &output) { add(event, to: &$0) }
        case .published(let receipt, let tag):
            JSONObject.append(to: &output) { object in
                object.add("event", "published")
                object.add("id", receipt.id.hex)
                object.add("sequence", receipt.sequence)
                if let tag { object.add("tag", tag) }
            }
        case .message(let received):
            MessageEvent(received, names: names).append(to: &output)
        }
        output.append(UInt8(ascii: "\n"))
    }

    private func add(_ event: NodeEvent, to object: inout JSONObject) {
        switch event {
        case .started(let start):
            object.add("event", "started")
            object.add("node", start.author.hex)
            object.add("name", start.name)
            object.add("listen", start.listen.description)
            object.add("db", start.logPath)
            object.add("messages", start.messageCount)
            object.add("network", start.network)
        case .state(let state):
            object.add("event", "state")
            object.add("state", state.phase.rawValue)
            object.add("known", state.peers.known)
            object.add("reached", state.peers.reached)
            object.add("equal", state.peers.equal)
            if state.peers.excluded > 0 { object.add("excluded", state.peers.excluded) }
            if state.peers.excludesGuests { object.add("excludes_guests", true) }
            object.add("reason", state.reason)
            object.add("messages", state.messageCount)
        case .catchUp(let progress):
            object.add("event", "catch-up")
            object.add("peer", progress.peer.description)
            object.add("needed", progress.needed)
            object.add("received", progress.received)
            object.add("sent", progress.sent)
            object.add("done", progress.done)
            if progress.excluded > 0 { object.add("excluded", progress.excluded) }
            if progress.excludesGuests { object.add("excludes_guests", true) }
        case .peer(let change):
            object.add("event", "peer")
            object.add("peer", change.peer.description)
            object.add("node", change.author?.hex ?? "")
            if let author = change.author { names.add(author, to: &object) }
            object.add("status", change.status.rawValue)
            if let absence = change.absence { object.add("reason", absence.rawValue) }
        case .fork(let fork):
            object.add("event", "fork")
            object.add("author", fork.author.hex)
            names.add(fork.author, to: &object)
            object.add("sequence", fork.sequence)
            object.add("first", fork.first.hex)
            object.add("second", fork.second.hex)
            object.add("more", fork.more)
        case .warning(let message):
            object.add("event", "warning")
            object.add("message", message)
        case .error(let message):
            object.add("event", "error")
            object.add("message", message)
        case .notice(let message):
            object.add("event", "notice")
            object.add("message", message)
        }
    }
}
