import GossipCore
import GossipWire
import NodeProcesses

/// Well-formed messages whose bodies are text as people search it; their signatures are noise.
///
/// One a millisecond, eight authors in turns, each with a chain without gaps.
struct TextMessages {
    private static let words = [
        "temperature", "pressure", "cellar", "attic", "pump", "valve", "door", "opened", "closed",
        "reading", "sensor", "battery", "low", "high", "normal", "restarted", "warning", "degrees",
        "percent", "humidity", "north", "south", "window", "alarm", "the", "of", "in", "is", "and",
        "was", "request", "took",
    ]
    private static let bodyBytes = 200
    private static let authorCount = 8

    private var random = SplitMix64(seed: 7)
    private var sequences = [UInt64](repeating: 0, count: authorCount)
    private var previous = [MessageID](repeating: .zero, count: authorCount)
    private var index = 0
    /// When the first is signed, in milliseconds since 1970.
    let start: UInt64

    /// Starts so many milliseconds ago.
    init(count: Int) {
        start = Clock.wallMilliseconds() - UInt64(count) - 60_000
    }

    /// The next messages.
    mutating func next(_ count: Int) throws -> [Message] {
        try (0..<count).map { _ in try next() }
    }

    private mutating func next() throws -> Message {
        let author = index % Self.authorCount
        sequences[author] += 1
        var bytes: [UInt8] = [1, 0]
        bytes += [UInt8](repeating: UInt8(author + 1), count: 32)
        bytes += sequences[author].bigEndianBytes
        bytes += previous[author].bytes
        bytes += (start + UInt64(index)).bigEndianBytes
        bytes += [0, 0, 0, 0]
        let topic = "house/\(index % 5)"
        bytes += [UInt8(topic.utf8.count)] + Array(topic.utf8)
        bytes += UInt32(Self.bodyBytes).bigEndianBytes + body()
        bytes += (0..<8).flatMap { _ in random.next().bigEndianBytes }
        let message = try Message(decoding: bytes)
        previous[author] = message.id
        index += 1
        return message
    }

    private mutating func body() -> [UInt8] {
        var text: [UInt8] = []
        while text.count < Self.bodyBytes {
            let number = random.next()
            text += Self.words[Int(number % UInt64(Self.words.count))].utf8
            text += number >> 32 & 3 == 0 ? " \(number >> 40 & 0xFFFF), ".utf8 : " ".utf8
        }
        return Array(text.prefix(Self.bodyBytes))
    }
}
