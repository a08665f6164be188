import GossipText

/// The sentences for a person who types the lines of standard input.
enum TypingHelp {
    /// The effect of a typed line, once the node has started.
    static func start(format: LineFormat, topic: String) -> String {
        let line =
            format == .json
            ? "Each line you type is a JSON object to publish" : "Each line you type is published"
        let place = topic.isEmpty ? "" : " under the topic \(SafeText.text(topic))"
        return "\(line)\(place). Ctrl-D ends typing, Ctrl-C ends the node."
    }

    /// The way back to a line that was not published.
    static let lineBack = " The key Up brings it back."

    /// The effect of Ctrl-D.
    static let end = "Typing has ended: no further line is read. The node runs on, Ctrl-C ends it."
}
