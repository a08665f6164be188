import GossipStore
import GossipText
import GossipWire

/// The work of `forks` on a log.
struct ForkList {
    private let path: String
    private let reader: LogReader
    private let names: AuthorNames
    private let forks: [ForkRecord]
    /// The file for the proof; nil when none is asked for.
    private let proof: String?

    /// Opens the log and finds the forks of the authors in it.
    init(path: String, authors: AuthorOptions, proof: String?) throws {
        self.path = path
        self.proof = proof
        reader = try ReadableLog.open(path)
        names = try AuthorNames(reader)
        let choice = AuthorChoice(names: names, reader: reader, path: path)
        let authors = Set(try authors.keys(choice))
        forks = try reader.forks().filter { authors.isEmpty || authors.contains($0.author) }
    }

    /// Prints the forks, and writes their proof if it is asked for.
    func run(_ options: ReportOptions) throws {
        guard !forks.isEmpty else {
            throw CommandFailure(
                "no author signed two messages with one number in \(path).",
                exit: .nothing
            )
        }
        if let proof { try write(to: proof) }
        let report = Report(options)
        try report.print {
            switch report.format {
            case .text: for fork in forks { try print(fork, report) }
            case .json: for fork in forks { try report.object(Self.object(fork)) }
            }
        }
    }

    private func print(_ fork: ForkRecord, _ report: Report) throws {
        let author = report.style.paint(
            names.full(fork.author),
            Style.tint(of: fork.author.bytes)
        )
        try report.line("\(author) signed two messages with number \(fork.sequence):")
        for id in [fork.first, fork.second] {
            try report.line("  \(id)  \(TimeFormat.people(id.time, in: report.screen.zone))")
        }
    }

    private static func object(_ fork: ForkRecord) -> JSONObject {
        var object = JSONObject()
        object.add("event", "fork")
        object.add("author", fork.author.hex)
        object.add("sequence", fork.sequence)
        object.add("first", fork.first.hex)
        object.add("second", fork.second.hex)
        return object
    }

    private func write(to path: String) throws {
        var count: UInt64 = 0
        try OutputFile(path, isText: false).write { sink in
            var output = ArchiveOutput(.binary, to: sink)
            var written: Set<MessageID> = []
            for fork in forks {
                for id in [fork.first, fork.second] where written.insert(id).inserted {
                    guard let record = try reader.record(id: id) else { continue }
                    try output.add(record)
                }
            }
            output.end()
            count = output.count
        }
        Diagnostics.say(
            "wrote \(Quantity.messages(count)) to \(path). gossip-log forks --check \(path) shows "
                + "what they prove."
        )
    }
}
