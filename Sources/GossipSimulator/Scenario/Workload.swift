/// A pattern of publishing: the times and the authors.
public enum Workload: String, CaseIterable, Sendable {
    /// One message after the other, at random nodes.
    case steady
    /// Several bursts, each at one node.
    case bursts
    /// All messages by one author.
    case oneAuthor
    /// Most messages by two authors, now and then one by another.
    case fewAuthors
}
