import GossipNode
import GossipText

/// A fork as a sentence for people.
enum ForkLine {
    /// The author and the number, both messages, and what to do.
    static func text(_ fork: Fork, names: AuthorNames, log: String) -> String {
        let author = fork.isOwn ? "this node's own key" : names.label(fork.author)
        let advice =
            fork.isOwn
            ? "Another node runs with a copy of the key: stop one of them"
            : "The author lied, or its key is used in two places"
        let more =
            fork.more > 0
            ? "; so for \(Quantity.count(fork.more, "number", "numbers")) more" : ""
        return "\(author) signed two messages with number \(fork.sequence), \(fork.first) and "
            + "\(fork.second)\(more). \(advice); gossip-log forks --db \(ShellWord.quoted(log)) shows more."
    }
}
