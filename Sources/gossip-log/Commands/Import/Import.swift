import Glibc
import GossipStore
import GossipText

/// The work of `import`: read files, and store in a log what is authentic.
struct Import {
    private let command: ImportCommand

    init(_ command: ImportCommand) {
        self.command = command
    }

    /// Imports the files one after the other.
    ///
    /// Throws: `CommandFailure` with exit code 1 when something was refused.
    func run() throws {
        let path = command.log.db
        guard command.create || access(path, F_OK) == 0 else {
            throw CommandFailure(
                "cannot import into \(path): there is no such log. Name the log of a node with --db, "
                    + "or make a new one with --create."
            )
        }
        let log = command.dryRun ? nil : try Self.open(path)
        defer { try? log?.close(clean: true, at: WallClock.system.now) }
        let exists = access(path, F_OK) == 0
        let reader = exists ? try ReadableLog.open(path) : nil
        let isAllGood = try command.files.reduce(true) { isAllGood, file in
            let counts = try self.import(file, reader: reader, log: log)
            try report(file, counts)
            return isAllGood && counts.isAllGood
        }
        try log?.close(clean: true, at: WallClock.system.now)
        guard isAllGood else { throw CommandFailure("", exit: .nothing) }
    }

    private static func open(_ path: String) throws -> MessageLog {
        do {
            return try MessageLog.open(
                path: path,
                at: WallClock.system.now,
                version: "gossip-log import \(Version.text)",
                keepsRunToken: true
            )
        } catch {
            guard error.code == .locked else { throw error }
            throw CommandFailure(
                "cannot import into \(path): \(error.reason). Stop that node first, or import into "
                    + "another node's log: this one will fetch it from there.",
                exit: .busy
            )
        }
    }

    private func `import`(
        _ path: String,
        reader: LogReader?,
        log: MessageLog?
    ) throws -> ImportCounts {
        let file = try InputFile(path)
        var importer = Importer(file.name, reader: reader, log: log)
        var decoder = ImportDecoder()
        var progress = Progress("imported")
        while true {
            let bytes = try file.next()
            try decoder.decode(bytes) { try importer.take($0) }
            if bytes.isEmpty { break }
            progress.show(importer.counts.stored + importer.counts.duplicates)
        }
        try importer.finishBatch()
        progress.clear()
        return importer.counts
    }

    private func report(_ file: String, _ counts: ImportCounts) throws {
        switch command.output {
        case .text: Diagnostics.say(Self.text(file, counts, isDryRun: command.dryRun))
        case .json:
            let sink = ByteSink(descriptor: STDOUT_FILENO)
            sink.pending.append(contentsOf: Self.object(file, counts).closed)
            sink.write("\n")
            try sink.flush()
        }
    }

    static func text(_ file: String, _ counts: ImportCounts, isDryRun: Bool) -> String {
        let verb = isDryRun ? "would be stored" : "stored"
        var parts = [
            "\(Quantity.messages(counts.stored)) \(verb)",
            "\(Quantity.count(counts.duplicates)) there already",
        ]
        if counts.pruned > 0 {
            parts.append("\(Quantity.count(counts.pruned)) older than this log keeps")
        }
        if counts.cut > 0 {
            parts.append("\(Quantity.count(counts.cut)) of authors that this log cuts, refused")
        }
        if counts.foreign > 0 {
            parts.append(
                "\(Quantity.count(counts.foreign)) of authors that are no members of this log's network, refused"
            )
        }
        if counts.forged > 0 { parts.append("\(Quantity.count(counts.forged)) forged, refused") }
        if counts.ahead > 0 {
            parts.append("\(Quantity.count(counts.ahead)) dated too far ahead, refused")
        }
        if counts.damaged > 0 { parts.append("\(Quantity.count(counts.damaged)) damaged, refused") }
        if counts.missing > 0 { parts.append("\(Quantity.count(counts.missing)) missing") }
        return "\(file == "-" ? "standard input" : file): " + parts.joined(separator: ", ") + "."
    }

    private static func object(_ file: String, _ counts: ImportCounts) -> JSONObject {
        var object = JSONObject()
        object.add("event", "import")
        object.add("file", file)
        object.add("stored", counts.stored)
        object.add("duplicates", counts.duplicates)
        object.add("pruned", counts.pruned)
        object.add("cut", counts.cut)
        object.add("foreign", counts.foreign)
        object.add("forged", counts.forged)
        object.add("ahead", counts.ahead)
        object.add("damaged", counts.damaged)
        object.add("missing", counts.missing)
        return object
    }
}

/// The outcomes of the messages of an imported file.
struct ImportCounts {
    /// Stored, or with --dry-run new and authentic.
    var stored = 0
    /// The log had them already, or they came before in the file.
    var duplicates = 0
    /// Signed before the horizon: the log has pruned that time and takes nothing back.
    var pruned = 0
    /// Of authors whom the log cuts below them.
    var cut = 0
    /// Of authors who are no members of the log's network.
    var foreign = 0
    /// Not what their author signed.
    var forged = 0
    /// Dated more than a day ahead of the clock: no log takes them in yet.
    var ahead = 0
    /// Pieces that are no message.
    var damaged = 0
    /// Records that the file says it has and that were not found.
    var missing: UInt64 = 0

    /// True when everything in the file was good.
    var isAllGood: Bool { forged + ahead + damaged == 0 && missing == 0 }
}
