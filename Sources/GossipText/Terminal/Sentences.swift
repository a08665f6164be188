/// Sentences for a person, in lines that fit where they are printed.
///
/// Every sentence of both programs goes through here, whose words it quotes: those of the command line,
/// of a file's name, of a peer, of the argument parser.
package enum Sentences {
    /// The text with nothing in it that acts on a terminal, broken at spaces where the terminal of a
    /// descriptor would break it anywhere.
    package static func fitted(_ text: String, to descriptor: Int32) -> String {
        let safe = SafeText.sentence(text, quoting: Array(CommandLine.arguments.dropFirst()))
        guard let columns = Terminal(descriptor: descriptor).columns else { return safe }
        return safe.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { DisplayWidth.wrap(String($0), to: columns) }
            .joined(separator: "\n")
    }
}
