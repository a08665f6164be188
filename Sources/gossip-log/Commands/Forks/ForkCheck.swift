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

    /// Prints each pair of different messages that one author signed with one number.
    func run(_ options: ReportOptions) throws {
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
        let report = Report(options)
        try report.print {
            for (number, messages) in forks {
                let ids = Set(messages.map(\.id)).sorted()
                switch report.format {
                case .text:
                    try report.line(
                        report.style.paint("PROVED", .red)
                            + ": \(number.author.hex) signed \(ids.count) messages with number "
                            + "\(number.sequence):"
                    )
                    for id in ids { try report.line("  \(id)") }
                case .json:
                    var object = JSONObject()
                    object.add("event", "fork")
                    object.add("author", number.author.hex)
                    object.add("sequence", number.sequence)
                    object.add("ids", ids.map(\.hex))
                    try report.object(object)
                }
            }
        }
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
