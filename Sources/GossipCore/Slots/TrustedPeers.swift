/// The peers whose proofs of equality come before others'.
struct TrustedPeers: Equatable, Sendable {
    static let none = TrustedPeers()

    /// Those that the user named.
    var configured = PeerSet.none
    /// They, and those with which an earlier run or link has proved equality.
    var all = PeerSet.none
}
