import ArgumentParser

/// How a message prints, the value of `-o`.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    /// One line for people: time, author, topic, body.
    case short
    /// Every field, for people.
    case full
    /// One JSON object a line, with the fields of the node's `message` event.
    case json
    /// The body alone.
    case cat
    /// The id alone, 64 hex digits.
    case id
}
