import GossipText
import GossipWire

/// Lines of standard input that are published together.
struct PublishBatch {
    private static let countMax = 256
    private static let bytesMax = 4 << 20

    private(set) var drafts: [Draft] = []
    private(set) var tags: [String?] = []
    private var lineNumbers: [Int] = []
    private var bytes = 0
    /// Lines read so far, in all batches.
    var lineNumber: Int

    /// Makes an empty batch behind so many lines.
    init(lineNumber: Int = 0) {
        self.lineNumber = lineNumber
    }

    /// True when it is to be published before more is added.
    var isFull: Bool { drafts.count >= Self.countMax || bytes >= Self.bytesMax }

    /// Adds the line that was read last.
    mutating func add(_ line: PublishLine) {
        drafts.append(line.draft)
        tags.append(line.tag)
        lineNumbers.append(lineNumber)
        bytes += line.draft.body.count
    }

    /// The lines in words, as they begin a sentence about them.
    var lines: String {
        guard let first = lineNumbers.first, let last = lineNumbers.last, first != last else {
            return "line \(lineNumbers.first ?? lineNumber) of standard input is"
        }
        return "lines \(first) to \(last) of standard input are"
    }
}
