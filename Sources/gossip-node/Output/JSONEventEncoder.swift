import GossipNode
import GossipWire

/// Standard output for programs: one JSON object a line.
///
/// The names and their order are stable.
struct JSONEventEncoder: EventEncoder {
    func encode(_ event: OutputEvent, into output: inout [UInt8]) {
        switch event {
        case .node(.started(let start)):
            begin("started", into: &output)
            JSONText.append("node", start.author.hex, to: &output)
            JSONText.append("name", start.name, to: &output)
            JSONText.append("listen", start.listen.description, to: &output)
            JSONText.append("db", start.logPath, to: &output)
            JSONText.append("messages", start.messageCount, to: &output)
        case .node(.state(let state, let peerCount)):
            begin("state", into: &output)
            JSONText.append("state", state.rawValue, to: &output)
            JSONText.append("peers", peerCount, to: &output)
        case .node(.catchUp(let progress)):
            begin("catch-up", into: &output)
            JSONText.append("peer", progress.peer.description, to: &output)
            JSONText.append("needed", progress.needed, to: &output)
            JSONText.append("received", progress.received, to: &output)
            JSONText.append("sent", progress.sent, to: &output)
            JSONText.appendName("done", to: &output)
            output.append(contentsOf: (progress.done ? "true" : "false").utf8)
        case .node(.peer(let change)):
            begin("peer", into: &output)
            JSONText.append("peer", change.peer.description, to: &output)
            JSONText.append("node", change.author?.hex ?? "", to: &output)
            JSONText.append("status", change.status.rawValue, to: &output)
        case .node(.error(let message)):
            begin("error", into: &output)
            JSONText.append("message", message, to: &output)
        case .published(let receipt, let tag):
            begin("published", into: &output)
            JSONText.append("id", receipt.id.hex, to: &output)
            JSONText.append("sequence", receipt.sequence, to: &output)
            if let tag { JSONText.append("tag", tag, to: &output) }
        case .message(let received):
            encode(received, into: &output)
        }
        output.append(UInt8(ascii: "}"))
        output.append(UInt8(ascii: "\n"))
    }

    func finishBatch(into output: inout [UInt8]) {}

    private func begin(_ event: StaticString, into output: inout [UInt8]) {
        output.append(contentsOf: "{\"event\":\"".utf8)
        event.withUTF8Buffer { output.append(contentsOf: $0) }
        output.append(UInt8(ascii: "\""))
    }

    private func encode(_ received: ReceivedMessage, into output: inout [UInt8]) {
        let message = received.message
        begin("message", into: &output)
        JSONText.append("id", hex: message.id.bytes, to: &output)
        JSONText.append("author", hex: message.author.bytes, to: &output)
        JSONText.append("sequence", message.sequence, to: &output)
        JSONText.append("time", UTCTime.text(milliseconds: message.time), to: &output)
        JSONText.appendName("topic", to: &output)
        JSONText.append(message.topicBytes, to: &output)
        if String(validating: message.body, as: UTF8.self) != nil {
            JSONText.appendName("body", to: &output)
            JSONText.append(message.body, to: &output)
        } else {
            JSONText.appendName("body_base64", to: &output)
            output.append(UInt8(ascii: "\""))
            Base64.encode(message.body, into: &output)
            output.append(UInt8(ascii: "\""))
        }
        JSONText.append("via", received.via.name, to: &output)
        JSONText.append("from", received.from?.description ?? "", to: &output)
        JSONText.append("arrival", received.arrival, to: &output)
    }
}
