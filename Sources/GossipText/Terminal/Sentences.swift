/// Sentences for a person, in lines that fit where they are printed.
package enum Sentences {
    /// The text, broken at spaces where the terminal of a descriptor would break it anywhere.
    package static func fitted(_ text: String, to descriptor: Int32) -> String {
        guard let columns = Terminal(descriptor: descriptor).columns else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { DisplayWidth.wrap(String($0), to: columns) }
            .joined(separator: "\n")
    }
}
