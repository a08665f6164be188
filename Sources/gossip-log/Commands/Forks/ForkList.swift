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

    /// Prints the forks, and writes the proof of them all if it is asked for.
    func run(_ extent: ForkReport.Extent, _ options: ReportOptions) throws {
        guard !forks.isEmpty else {
            return Diagnostics.say("no author signed two messages with one number in \(path).")
        }
        if let proof { try write(to: proof) }
        try ForkReport(numbers, names: names, isProof: false).print(extent, options)
        throw CommandFailure("", exit: .nothing)
    }

    /// The pairs of the log, put together by number.
    private var numbers: [ForkReport.Fork] {
        forks.reduce(into: []) { numbers, fork in
            if let last = numbers.last, last.author == fork.author, last.sequence == fork.sequence {
                numbers[numbers.count - 1].ids.append(fork.second)
            } else {
                numbers.append(
                    .init(
                        author: fork.author,
                        sequence: fork.sequence,
                        ids: [fork.first, fork.second]
                    )
                )
            }
        }
    }

    private func write(to path: String) throws {
        var count: UInt64 = 0
        try OutputFile(path, isText: false).write { sink in
            var output = ArchiveOutput(.binary, to: sink, names: names)
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
            "wrote \(Quantity.messages(count)) to \(path). gossip-log forks --check \(ShellWord.quoted(path)) shows "
                + "what they prove."
        )
    }
}
