import GossipWire

/// What stands at one place of an imported file.
struct ImportPiece {
    enum Content {
        case message(Message)
        /// Why it is none.
        case refused(String)
        /// The end of an archive, and how many records it should have.
        case end(count: UInt64)
    }

    /// Where: `line 12`, `record 12`.
    let place: String
    let content: Content
}
