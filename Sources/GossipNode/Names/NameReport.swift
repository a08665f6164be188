/// The trouble with one configured peer, told at its beginning, at its end, and with each new reason.
///
/// A reason is told once until the trouble is over: two name servers may take turns in giving theirs.
struct NameReport {
    /// A fact that is to be told.
    enum News: Equatable {
        /// The peer cannot be contacted, for a reason not told before.
        case trouble(PeerTrouble)
        /// The peer can be contacted again.
        case over
    }

    /// The reasons told since the trouble began.
    private var told: [PeerTrouble] = []
    /// The reasons kept; there are fewer.
    private static let toldMax = 16

    /// Takes in the trouble as it is now, `nil` for none, and returns what is news.
    mutating func update(_ trouble: PeerTrouble?) -> News? {
        guard let trouble else {
            defer { told = [] }
            return told.isEmpty ? nil : .over
        }
        guard !told.contains(trouble) else { return nil }
        if told.count >= Self.toldMax { told.removeFirst() }
        told.append(trouble)
        return .trouble(trouble)
    }
}
