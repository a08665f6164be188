internal import GossipStore
internal import GossipText
package import GossipWire

/// An order to keep nothing of an author at a node, or to keep everything again.
package struct AuthorBlock: Sendable {
    /// The author.
    package let author: AuthorKey
    /// True to lift the block.
    package let isUndone: Bool

    /// Makes an order.
    package init(of author: AuthorKey, isUndone: Bool = false) {
        self.author = author
        self.isUndone = isUndone
    }

    /// The effect of an order.
    package struct Outcome: Equatable, Sendable {
        /// False when it was so already.
        package let isChanged: Bool
        /// The messages of the author in the log, all of which go.
        package let messages: Int
    }

    /// Carries the order out on a log that no node uses, to the end.
    ///
    /// - Parameters:
    ///   - path: The log.
    ///   - version: The version of the program.
    /// - Returns: What has changed.
    /// - Throws: ``NodeError``.
    package func perform(onLog path: String, version: String) throws(NodeError) -> Outcome {
        if let own = Self.owner(ofLog: path) { try requireOther(than: own) }
        var outcome = Outcome(isChanged: false, messages: 0)
        try UnusedLog.change(path, version: version) { log throws(NodeError) in
            do throws(StoreError) {
                outcome = try perform(on: log)
                while try !log.removeCut().isDone {}
            } catch {
                throw NodeError(error.code == .misuse ? .members : .log, error.description)
            }
        }
        return outcome
    }

    /// Notes the order in the log; what it removes goes by steps that follow.
    func perform(on log: MessageLog) throws(StoreError) -> Outcome {
        let isBlocked = log.cuts.contains { $0.author == author && $0.reason == .block }
        if isUndone {
            return Outcome(isChanged: try log.liftCut(of: author, because: .block), messages: 0)
        }
        let messages = try log.count(of: author, above: 0)
        if !isBlocked { try log.cut(author, above: 0, because: .block) }
        return Outcome(isChanged: !isBlocked, messages: messages)
    }

    /// Throws when the author is the node itself.
    func requireOther(than own: AuthorKey) throws(NodeError) {
        guard author == own, !isUndone else { return }
        throw NodeError(
            .members,
            "cannot block \(author.hex.prefix(8)): that is this node itself. Block it at another node, or "
                + "stop this one."
        )
    }

    private static func owner(ofLog path: String) -> AuthorKey? {
        (try? IdentityFile(besideLog: path).load())?.author
    }
}
