import GossipNode
import GossipStore
import GossipWire

@testable import GossipText

/// Text from outside: addresses, times, cursors, ids; and bodies made safe for a terminal.
///
/// The first byte says what the rest is.
enum TextTarget {
    static func check(_ bytes: [UInt8]) throws(FuzzFinding) {
        var input = InputBytes(bytes)
        let kind = input.choice(of: 7)
        let rest = input.everything()
        let text = String(decoding: rest, as: UTF8.self)
        switch kind {
        case 0: if let address = PeerAddress(text) { try checkAddress(address) }
        case 1: try checkEndpoint(text)
        case 2: try checkTime(text)
        case 3: try checkCursor(text)
        case 4: try checkHexadecimal(text)
        case 5: try checkTerminal(rest)
        default: try checkAddress(address(rest))
        }
    }

    /// An address prints as text that reads back as the same address.
    static func checkAddress(_ address: PeerAddress) throws(FuzzFinding) {
        let text = address.description
        try require(PeerAddress(text) == address, "\(text) reads back as the same address")
    }

    private static func address(_ bytes: [UInt8]) -> PeerAddress {
        var input = InputBytes(bytes)
        var words: [UInt64] = [0, 0]
        for index in 0..<16 {
            words[index / 8] = words[index / 8] << 8 | UInt64(input.byte())
        }
        return PeerAddress(high: words[0], low: words[1], port: UInt16(input.word()))
    }

    private static func checkEndpoint(_ text: String) throws(FuzzFinding) {
        guard let endpoint = try? Endpoint(parsing: text) else { return }
        let again = try? Endpoint(parsing: endpoint.description)
        try require(again == endpoint, "\(endpoint) reads back as the same endpoint")
    }

    /// A time that is understood prints as text that reads back to the same millisecond.
    private static func checkTime(_ text: String) throws(FuzzFinding) {
        for zone in [TimeZoneRule.utc, .fixed(offsetSeconds: -12_600)] {
            let expression = TimeExpression(now: 1_795_348_800_123, zone: zone)
            guard let time = expression.milliseconds(text) else { continue }
            _ = TimeFormat.span(milliseconds: time)
            // The printed calendar has four digits for the year; messages end below 2^48 ms.
            guard time < 253_402_000_000_000 else { continue }
            let printed = TimeFormat.people(time, in: zone)
            try require(expression.milliseconds(printed) == time, "\(printed) is \(time)")
            let machine = TimeFormat.machine(time)
            try require(expression.milliseconds(machine) == time, "\(machine) is \(time)")
        }
    }

    private static func checkCursor(_ text: String) throws(FuzzFinding) {
        guard let cursor = ConsumerCursor(text: text) else { return }
        try require(ConsumerCursor(text: cursor.text) == cursor, "a cursor reads back")
    }

    private static func checkHexadecimal(_ text: String) throws(FuzzFinding) {
        if let bytes = Hexadecimal.decode(text) {
            try require(Hexadecimal.encode(bytes) == text.lowercased(), "digits come back")
        }
        guard let prefix = IDPrefix(text)?.digits else { return }
        try require((1...64).contains(prefix.utf8.count), "a prefix has 1 to 64 digits")
    }

    /// Requires that printed text can act on no terminal, and fits the columns it was cut to.
    private static func checkTerminal(_ body: [UInt8]) throws(FuzzFinding) {
        let line = SafeText.body(body)
        try require(SafeText.text(line) == line, "a line is harmless")
        let lines = SafeText.body(body, .lines)
        try require(SafeText.text(lines, .lines) == lines, "lines are harmless")
        for width in [1, 7, 40] {
            let columns = DisplayWidth.of(DisplayWidth.cut(line, to: width))
            try require(columns <= width, "\(columns) columns instead of \(width)")
        }
        var object = JSONObject()
        object.add(body: body[...])
        let text = String(decoding: object.closed, as: UTF8.self)
        try require(
            text.unicodeScalars.allSatisfy { !UnsafeScalars.contains($0) },
            "JSON is harmless"
        )
    }
}
