import GossipStore
import GossipText
import GossipWire

/// A message as the JSON object that the node prints when one arrives, with the same fields.
///
/// A node never announces its own messages so; here they are `"via":"own"` and have no `from`.
enum MessageEvent {
    static func object(_ record: LogRecord) -> JSONObject {
        let message = record.message
        var object = JSONObject()
        object.add("event", "message")
        object.add("id", message.id.hex)
        object.add("author", message.author.hex)
        object.add("sequence", message.sequence)
        object.add("time", TimeFormat.machine(message.time))
        object.add("topic", message.topic)
        object.add(body: message.body)
        object.add("via", record.via.name)
        if let peer = record.peer { object.add("from", peer.address) }
        object.add("arrival", record.arrival)
        return object
    }
}
