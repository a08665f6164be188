import GossipStore
import GossipText
import GossipWire

extension StatsReport {
    /// Prints an object for the whole, and one for each interval, author and topic.
    func printJSON(to report: Report) throws {
        var total = JSONObject()
        total.add("event", "stats")
        total.add("messages", statistics.messages)
        total.add("bytes", statistics.bytes)
        total.add("file_bytes", fileBytes)
        total.add("authors", statistics.authors.entries.count)
        total.add("topics", statistics.topics.entries.count)
        total.add("first", TimeFormat.machine(times.lowerBound))
        total.add("last", TimeFormat.machine(times.upperBound))
        try report.object(total)
        for interval in intervals {
            var object = JSONObject()
            object.add("event", "rate")
            object.add("start", TimeFormat.machine(interval.start))
            object.add("seconds", interval.milliseconds / 1000)
            object.add("messages", interval.messages)
            object.add("bytes", interval.bytes)
            try report.object(object)
        }
        for (key, entry) in authors {
            var object = JSONObject()
            object.add("event", "author")
            object.add("author", key.hex)
            names.add(key, to: &object)
            Self.add(entry, to: &object)
            try report.object(object)
        }
        for (topic, entry) in topics {
            var object = JSONObject()
            object.add("event", "topic")
            object.add("topic", topic)
            Self.add(entry, to: &object)
            try report.object(object)
        }
    }

    private static func add<Name>(_ entry: Tally<Name>.Entry, to object: inout JSONObject) {
        object.add("messages", entry.messages)
        object.add("bytes", entry.bytes)
        object.add("last", TimeFormat.machine(entry.latest))
    }
}
