internal import GossipWire

/// One invitation: its time, its uses, and the nodes that have them.
///
/// A use is promised to a node with the answer, which holds a pass. It is used up once the node says that it has
/// stored the answer. In between only that node may come again: a code for one must not let in two.
struct Invitation: Sendable {
    /// A node that was answered.
    struct Holder: Sendable {
        /// The time of the answer, and of the node's last word after that; wall clock, milliseconds.
        var since: UInt64
        /// True once the node has stored the answer.
        var isDone = false
    }

    /// The time within which a node may repeat what it has done already, in milliseconds.
    static let repeatPeriod: UInt64 = 600_000

    let keys: PairingKeys
    let role: MemberRole
    let uses: Int
    /// The time from which nobody new is let in; wall clock, milliseconds.
    let expiry: UInt64
    private(set) var holders: [AuthorKey: Holder] = [:]

    init(_ code: InvitationCode, for role: MemberRole, uses: Int, expiry: UInt64) {
        keys = PairingKeys(code)
        self.role = role
        self.uses = uses
        self.expiry = expiry
    }

    /// The reason for which a node gets no answer; `nil` when it gets one.
    func refusal(of node: AuthorKey, at now: UInt64) -> PairingRefusal? {
        if let holder = holders[node] {
            if now < holder.since + Self.repeatPeriod { return nil }
            if holder.isDone { return .used }
        } else if holders.count >= uses {
            return .used
        }
        return now < expiry ? nil : .expired
    }

    /// Promises a use to a node that gets an answer.
    mutating func promise(to node: AuthorKey, at now: UInt64) {
        // Repeating gives no further time: it would never end.
        if holders[node] == nil { holders[node] = Holder(since: now) }
    }

    /// Notes that a node has stored its answer.
    mutating func complete(by node: AuthorKey, at now: UInt64) {
        guard holders[node]?.isDone == false else { return }
        holders[node] = Holder(since: now, isDone: true)
    }

    /// The time from which the invitation lets in nobody new.
    var end: UInt64 {
        guard holders.count == uses, holders.values.allSatisfy(\.isDone) else { return expiry }
        return min(expiry, holders.values.map(\.since).max() ?? expiry)
    }
}
