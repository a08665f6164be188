internal import GossipWire

/// The place of a message within its millisecond: by author, then by the author's count.
///
/// Ids of one millisecond sort by hash, which says nothing of the order in which an author wrote. Both sides
/// of a fork have one number; their ids decide. Nothing here depends on the log, so that the order is
/// the same in every one.
struct MessagePosition: Comparable {
    let author: AuthorKey
    let sequence: UInt64
    let id: MessageID

    static func < (left: MessagePosition, right: MessagePosition) -> Bool {
        if left.author != right.author { return left.author < right.author }
        if left.sequence != right.sequence { return left.sequence < right.sequence }
        return left.id < right.id
    }

    /// True when it comes before the other one in a listing of that direction.
    func precedes(_ other: MessagePosition, newestFirst: Bool) -> Bool {
        newestFirst ? other < self : self < other
    }
}
