import GossipStore
import GossipText
import GossipWire

/// The work of `bundle`: an archive of what another log lacks.
struct Bundle {
    private let arguments: BundleArguments

    init(_ arguments: BundleArguments) {
        self.arguments = arguments
    }

    /// Writes the archive, and says how much it holds on standard error.
    func run() throws {
        let reader = try OpenedLog.reader(arguments.log.db)
        let target = try BundleTarget(arguments.target)
        let scope = try target.scope()
        let file = try OutputFile(arguments.file, isText: arguments.output == .json)
        var count: UInt64 = 0
        try file.write { sink in
            var output = ArchiveOutput(arguments.output, to: sink)
            try target.forEachID(lackingFrom: reader) { id in
                // What was pruned here meanwhile is gone; what was pruned there would be refused.
                if let record = try reader.record(id: id), scope.keeps(record.message) {
                    try output.add(record)
                }
                return true
            }
            output.end()
            count = output.count
            guard count > 0 else {
                throw CommandFailure(
                    "nothing to bundle: \(arguments.target) lacks nothing of \(arguments.log.db).",
                    exit: .nothing
                )
            }
        }
        let place = arguments.file == "-" ? "" : " in \(arguments.file)"
        Diagnostics.say("bundled \(Quantity.messages(count))\(place).")
    }
}

/// The log that a bundle is for.
enum BundleTarget {
    case log(LogReader)
    case outline(LogOutline)

    /// Opens a log, or reads a summary of one.
    init(_ path: String) throws {
        let file = try InputFile(path)
        var bytes = try file.next()
        guard LogOutline.canBegin(bytes) else {
            self = .log(try OpenedLog.reader(path))
            return
        }
        while bytes.count <= LogOutline.lengthMax {
            let more = try file.next()
            if more.isEmpty { break }
            bytes += more
        }
        guard let outline = LogOutline(decoding: bytes) else {
            throw CommandFailure(
                "the summary \(path) is damaged or cut off. Write it again with gossip-log summary.",
                exit: .damaged
            )
        }
        self = .outline(outline)
    }

    /// What it keeps no more.
    func scope() throws(StoreError) -> Scope {
        switch self {
        case .outline(let outline): outline.scope
        case .log(let reader): try reader.logDescription().scope
        }
    }

    /// Calls the body with the id of each message that it lacks.
    func forEachID(lackingFrom reader: LogReader, _ body: (MessageID) throws -> Bool) throws {
        switch self {
        case .outline(let outline): try reader.forEachID(lackingIn: outline, body)
        case .log(let other):
            try LogComparison(left: reader, right: other).forEachDifference { id, side in
                try side == .right || body(id)
            }
        }
    }
}
