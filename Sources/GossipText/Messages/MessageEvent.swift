package import GossipWire

/// A message as programs read it: the node's `message` event, `gossip-log -o json`, and a line of an
/// archive.
///
/// Its fields and their order are the same everywhere; the README documents them.
package struct MessageEvent {
    private let message: Message
    private let names: AuthorNames
    private let via: Via
    private let from: String?
    private let arrival: UInt64

    /// Describes a message of a log.
    ///
    /// - Parameters:
    ///   - message: the message.
    ///   - names: the names of authors that are known.
    ///   - via: the way it came.
    ///   - from: the address of the peer it came from first; `nil` when it came from none.
    ///   - arrival: its number in the order of arrival.
    package init(
        _ message: Message,
        names: AuthorNames,
        via: Via,
        from: String?,
        arrival: UInt64
    ) {
        self.message = message
        self.names = names
        self.via = via
        self.from = from
        self.arrival = arrival
    }

    /// The object, to which fields of another kind of line can be added.
    package var object: JSONObject {
        var object = JSONObject()
        add(to: &object)
        return object
    }

    /// Appends the object without a line feed.
    package func append(to output: inout [UInt8]) {
        JSONObject.append(to: &output) { add(to: &$0) }
    }

    private func add(to object: inout JSONObject) {
        object.add("event", "message")
        object.add("id", message.id.hex)
        object.add("author", message.author.hex)
        names.add(message.author, to: &object)
        object.add("sequence", message.sequence)
        object.add("time", TimeFormat.machine(message.time))
        object.add("topic", utf8: message.topicBytes)
        object.add(body: message.body)
        object.add("via", via.name)
        if let from { object.add("from", from) }
        object.add("arrival", arrival)
    }
}
