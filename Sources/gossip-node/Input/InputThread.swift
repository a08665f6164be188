import Glibc
import GossipNode
import GossipText
import GossipWire

/// The thread that reads standard input and publishes its lines.
///
/// Lines are handed to the node in batches, and reading goes on while they are being stored. It
/// is held back when the node has no room, or when too many acknowledgements wait to be printed.
///
/// A line that ends with CR LF ends as one with LF does, and a byte order mark before the first is
/// passed over. An empty line on a terminal is an Enter too many; from a pipe or a file it is a message
/// like any other.
struct InputThread: Sendable {
    private static let chunkBytes = 64 << 10
    /// The bytes into which one read goes.
    static var chunk: [UInt8] { [UInt8](repeating: 0, count: chunkBytes) }

    let node: Node
    let output: OutputThread
    let format: LineFormat
    let topic: String
    /// True when the lines are edited at the foot of the terminal.
    let isEdited: Bool
    /// True when a person types the lines.
    let isTyped = isatty(STDIN_FILENO) == 1

    init(
        node: Node,
        output: OutputThread,
        format: LineFormat,
        topic: String,
        isEdited: Bool
    ) {
        self.node = node
        self.output = output
        self.format = format
        self.topic = topic
        self.isEdited = isEdited
    }

    /// Starts reading.
    ///
    /// The thread ends with the input, or with the process.
    func start() {
        if isTyped { output.add(.notice(TypingHelp.start(format: format, topic: topic))) }
        OSThread(name: "stdin") { isEdited ? edit() : run() }.detach()
    }

    var lengthMax: Int { format == .json ? PublishLine.jsonLengthMax : Message.bodyLengthMax }

    private func run() {
        var splitter = LineSplitter(lengthMax: lengthMax)
        var batch = PublishBatch()
        var chunk = Self.chunk
        while true {
            let count = read(into: &chunk)
            if count == 0 { break }
            splitter.feed(chunk[..<count]) { take($0, into: &batch) }
            publish(&batch)
        }
        splitter.finish { take($0, into: &batch) }
        publish(&batch)
        if isTyped { output.add(.notice(TypingHelp.end)) }
    }

    /// Reads what is there; nothing at the end, and after a failure, which it tells.
    func read(into chunk: inout [UInt8]) -> Int {
        let result = chunk.withUnsafeMutableBytes { buffer in
            Result { () throws(InputFailure) in try StandardInput.read(into: buffer) }
        }
        switch result {
        case .success(let count): return count
        case .failure(let failure):
            output.add(.error("\(failure)"))
            return 0
        }
    }

    func take(_ line: LineSplitter.Line, into batch: inout PublishBatch) {
        batch.lineNumber += 1
        if case .line(let bytes) = line, bytes.isEmpty, isTyped { return }
        do throws(InputError) {
            let line = try parse(line)
            batch.add(line)
        } catch {
            let line = "line \(batch.lineNumber) of standard input"
            output.add(.error("\(line) is not published: \(error)\(remedy)"))
        }
        if batch.isFull { publish(&batch) }
    }

    private func parse(_ line: LineSplitter.Line) throws(InputError) -> PublishLine {
        guard case .line(let bytes) = line else { throw .overlong(lengthMax: lengthMax) }
        switch format {
        case .text: return try PublishLine(text: bytes, topic: topic)
        case .json: return try PublishLine(json: bytes, topic: topic)
        }
    }

    func publish(_ batch: inout PublishBatch) {
        guard !batch.drafts.isEmpty else { return }
        output.waitForRoom()
        let tags = batch.tags
        let lines = batch.lines
        node.submit(batch.drafts) { [output, remedy] result in
            switch result {
            case .success(let receipts): output.add(receipts, tags: tags)
            case .failure(let error):
                output.add(.error("\(lines) not published: \(error)\(remedy)"))
            }
        }
        batch = PublishBatch(lineNumber: batch.lineNumber)
    }

    /// The way back to a line that was refused.
    private var remedy: String { isEdited ? TypingHelp.lineBack : "" }
}
