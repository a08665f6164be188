import GossipText
import GossipWire

/// The work of `forks --check`: the forks that the messages of a file prove, without any log.
struct ForkCheck {
    let file: String

    /// One author's number.
    private struct Number: Hashable {
        let author: AuthorKey
        let sequence: UInt64
    }

    /// Messages of a proof that are read; a proof is small.
    private static let messagesMax = 100_000

    /// Prints what is proved: different messages that one author signed with one number.
    func run(_ extent: ForkReport.Extent, _ options: ReportOptions) throws {
        let messages = try Self.messages(InputFile(file))
        // Each by its own signature: a proof leans on nothing else.
        let signed = messages.filter { MessageVerifier.verify($0) }
        let numbers = Dictionary(grouping: signed) {
            Number(author: $0.author, sequence: $0.sequence)
        }
        let forks = numbers.filter { Set($0.value.map(\.id)).count > 1 }.sorted {
            ($0.key.author, $0.key.sequence) < ($1.key.author, $1.key.sequence)
        }
        guard !forks.isEmpty else {
            throw CommandFailure(
                "\(file) proves no fork: of \(Quantity.messages(messages.count)), "
                    + "\(Quantity.count(signed.count)) with a valid signature, no two of one author "
                    + "have the same number.",
                exit: .nothing
            )
        }
        let report = ForkReport(
            forks.map { number, messages in
                ForkReport.Fork(
                    author: number.author,
                    sequence: number.sequence,
                    ids: Set(messages.map(\.id)).sorted()
                )
            },
            names: AuthorNames([:]),
            isProof: true
        )
        try report.print(extent, options)
    }

    private static func messages(_ file: InputFile) throws -> [Message] {
        var decoder = ImportDecoder()
        var messages: [Message] = []
        while messages.count <= messagesMax {
            let bytes = try file.next()
            decoder.decode(bytes) { piece in
                if case .message(let message) = piece.content { messages.append(message) }
            }
            if bytes.isEmpty { break }
        }
        return messages
    }
}
