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
            .sorted { $0.key < $1.key }
        var line: [UInt8] = []
        switch format {
        case .text: appendText(event, all, to: &line)
        case .json: appendJSON(event, all, to: &line)
        }
        line.append(UInt8(ascii: "\n"))
        StandardError.write(String(decoding: line, as: UTF8.self))
    }

    private func appendText(
        _ event: LogEvent,
        _ metadata: [(key: String, value: Logger.Metadata.Value)],
        to line: inout [UInt8]
    ) {
        var text = "\(LocalTime.now())  \(event.level.rawValue)  "
        text += PlainText.escaped(event.message.description)
        for (key, value) in metadata { text += "  \(key)=\(PlainText.escaped("\(value)"))" }
        line.append(contentsOf: text.utf8)
    }

    private func appendJSON(
        _ event: LogEvent,
        _ metadata: [(key: String, value: Logger.Metadata.Value)],
        to line: inout [UInt8]
    ) {
        line.append(contentsOf: "{\"time\":".utf8)
        JSONText.append(UTCTime.now().utf8, to: &line)
        JSONText.append("level", event.level.rawValue, to: &line)
        JSONText.append("message", event.message.description, to: &line)
        for (key, value) in metadata {
            line.append(UInt8(ascii: ","))
            JSONText.append(key.utf8, to: &line)
            line.append(UInt8(ascii: ":"))
            JSONText.append("\(value)".utf8, to: &line)
        }
        line.append(UInt8(ascii: "}"))
    }
}
