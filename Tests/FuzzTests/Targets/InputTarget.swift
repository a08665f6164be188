import GossipText
import GossipWire

/// Standard input: the same lines however it is cut into pieces, and JSON that is refused or says
/// again what it said.
///
/// ```
/// 0  1  bit 0 JSON or text; bits 1–7 the length of the pieces it arrives in, less one
/// 1  …  the bytes of standard input
/// ```
enum InputTarget {
    private static let lineLengthMax = 512

    static func check(_ bytes: [UInt8]) throws(FuzzFinding) {
        var input = InputBytes(bytes)
        let choices = input.byte()
        let text = input.everything()
        let lines = split(text, every: text.count + 1)
        let pieces = split(text, every: Int(choices >> 1) + 1)
        try require(lines == pieces, "lines do not depend on how they arrive")
        for case .line(let line) in lines {
            try require(line.count <= lineLengthMax, "no line is longer than its limit")
            if choices & 1 == 0 {
                try checkText(line)
            } else {
                try checkJSON(line)
            }
        }
    }

    private static func split(_ bytes: [UInt8], every count: Int) -> [LineSplitter.Line] {
        var splitter = LineSplitter(lengthMax: lineLengthMax)
        var lines: [LineSplitter.Line] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + count)
            splitter.feed(bytes[start..<end]) { lines.append($0) }
            start = end
        }
        splitter.finish { lines.append($0) }
        return lines
    }

    private static func checkText(_ line: ArraySlice<UInt8>) throws(FuzzFinding) {
        guard let publish = try? PublishLine(text: line, topic: "t") else { return }
        try require(publish.draft.body == Array(line), "a line of text is the body")
    }

    private static func checkJSON(_ line: ArraySlice<UInt8>) throws(FuzzFinding) {
        let publish: PublishLine
        do {
            publish = try PublishLine(json: line, topic: "t")
        } catch {
            try require(!error.description.isEmpty, "a refusal says why")
            return
        }
        var object = JSONObject()
        object.add("lifetime", publish.draft.lifetime)
        object.add("topic", publish.draft.topic)
        if let tag = publish.tag { object.add("tag", tag) }
        object.add(body: publish.draft.body[...])
        let again = object.closed
        let second = try? PublishLine(json: again[...], topic: "u")
        try require(second == publish, "a line written again says the same")
    }
}
