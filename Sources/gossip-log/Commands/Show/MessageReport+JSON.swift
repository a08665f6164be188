import GossipStore
import GossipText
import GossipWire

extension MessageReport {
    /// The report for machines: the fields of the `message` event, and after them the rest.
    var object: JSONObject {
        let message = record.message
        var object = MessageEvent(record, names: names).object
        object.add("signature", signature.name)
        if let hasPrevious {
            object.add("previous", message.previous.hex)
            object.add("previous_present", hasPrevious)
        }
        object.add("forks", forks.map(\.hex))
        object.add("lifetime", message.lifetime)
        if let end = Lifetime(message).endMilliseconds {
            object.add("expires", TimeFormat.machine(end))
        }
        object.add("arrived", TimeFormat.machine(record.arrivedMilliseconds))
        object.add("delay_ms", record.delayMilliseconds)
        object.add("run", record.run)
        if let run { object.add("run_started", TimeFormat.machine(run.startedMilliseconds)) }
        if let node = record.peer?.node { object.add("from_node", node.hex) }
        if let name = DisplayName.shown(record.peer?.name) { object.add("from_name", name) }
        return object
    }
}
