import GossipStore
import GossipText
import GossipWire

/// The log that a bundle is for.
enum BundleTarget {
    case log(LogReader)
    case outline(LogOutline)

    /// Opens a log, or reads a summary of one.
    init(_ path: String) throws {
        let file = try InputFile(path)
        var bytes = try file.next()
        guard LogOutline.canBegin(bytes) else {
            self = .log(try ReadableLog.open(path))
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

    /// The scope of it, beyond which it refuses messages.
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
