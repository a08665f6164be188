import Logging

/// The lines that a logger was given, for a test to wait for.
final class RecordedLines: Sendable {
    private let stream: AsyncStream<String>
    private let continuation: AsyncStream<String>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func append(_ line: String) { continuation.yield(line) }

    /// Waits for a line; each is looked at once.
    func first(where isWanted: (String) -> Bool) async -> String {
        for await line in stream where isWanted(line) { return line }
        return ""
    }
}

/// A log handler that hands on each line as `level: message`.
struct RecordingHandler: LogHandler {
    var logLevel = Logger.Level.trace
    var metadata = Logger.Metadata()
    private let lines: RecordedLines

    init(_ lines: RecordedLines) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.append("\(event.level): \(event.message)") }
}
