import GossipText

/// Sentences for a person, in lines that fit where they are printed.
enum Sentences {
    /// The text, with its lines broken at spaces where a terminal would break them anywhere.
    static func fitted(_ text: String, to descriptor: Int32) -> String {
        guard let columns = Terminal(descriptor: descriptor).columns else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { DisplayWidth.wrap(String($0), to: columns) }
            .joined(separator: "\n")
    }
}
