import GossipStore
import GossipText
import GossipWire

/// One message with all its fields, the value of `-o full`.
struct FullBlock {
    let screen: Screen
    let authors: AuthorNames

    /// The lines, without a last line break.
    func text(_ record: LogRecord) -> String {
        let message = record.message
        var fields = FieldList(style: screen.style, columns: screen.wrapColumns)
        fields.add(title: message.id.description)
        fields.add("time", TimeFormat.people(message.time, in: screen.zone))
        fields.add("author", authors.full(message.author))
        fields.add("sequence", String(message.sequence))
        fields.add("topic", message.topic.isEmpty ? "-" : SafeText.text(message.topic))
        fields.add("lifetime", Lifetime(message).text(in: screen.zone))
        fields.add("arrival", Arrival(record).text(in: screen.zone))
        fields.add("came", Arrival(record).way)
        fields.add(block: SafeText.body(message.body, .lines))
        return fields.text
    }
}
