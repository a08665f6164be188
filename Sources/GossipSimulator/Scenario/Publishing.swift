/// When and where messages are published.
public enum Publishing: String, CaseIterable, Sendable {
    /// One after the other, at random nodes.
    case steady
    /// Many at once, several times, each time at one node.
    case bursts
    /// All by one author.
    case oneAuthor
    /// Most by two authors, now and then one by another.
    case fewAuthors
}
