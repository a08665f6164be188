import GossipText
import Logging

/// Diagnostics on standard error, one line each, as text or JSON.
struct DiagnosticsHandler: LogHandler {
    let format: LineFormat
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
            .map { (key: $0.key, value: "\($0.value)") }
            .sorted { $0.key < $1.key }
        switch format {
        case .text: StandardError.write(Self.text(event, all, at: .system) + "\n")
        case .json: StandardError.write(Self.json(event, all, at: .system) + "\n")
        }
    }

    private static func text(
        _ event: LogEvent,
        _ metadata: [(key: String, value: String)],
        at clock: WallClock
    ) -> String {
        let time = TimeFormat.parts(clock.now, in: clock.zone).clock
        let message = SafeText.text(event.message.description)
        return metadata.reduce("\(time)  \(event.level.rawValue)  \(message)") { line, entry in
            line + "  \(SafeText.text(entry.key))=\(SafeText.text(entry.value))"
        }
    }

    private static func json(
        _ event: LogEvent,
        _ metadata: [(key: String, value: String)],
        at clock: WallClock
    ) -> String {
        var object = JSONObject()
        object.add("time", TimeFormat.machine(clock.now))
        object.add("level", event.level.rawValue)
        object.add("message", event.message.description)
        for (key, value) in metadata { object.add(key, value) }
        return String(decoding: object.closed, as: UTF8.self)
    }
}
