import GossipWire

/// The ways to peers: the address in the system's form, and the address of this host that the peer
/// knows.
///
/// Bounded, in two generations: addresses that anybody can invent push out one another, and not those
/// in use.
struct PathTable {
    /// The way to one peer.
    struct Path {
        let destination: SystemAddress
        /// The address of this host that the peer last sent to; `nil` leaves it to the system.
        var source: PeerAddress?
    }

    /// The most ways in one generation.
    static let countMax = 4_096

    private let family: SocketFamily
    private var recent: [PeerAddress: Path] = [:]
    private var former: [PeerAddress: Path] = [:]

    init(_ family: SocketFamily) { self.family = family }

    /// The ways kept.
    var count: Int { recent.count + former.count }

    /// The way to a peer; `nil` when a socket of this family has none.
    mutating func path(to peer: PeerAddress) -> Path? {
        if let known = recent[peer] { return known }
        let path =
            former[peer]
            ?? SystemAddress(peer, for: family).map { Path(destination: $0, source: nil) }
        guard let path else { return nil }
        insert(path, for: peer)
        return path
    }

    /// Notes the address of this host from which a peer expects answers.
    mutating func setSource(_ source: PeerAddress?, to peer: PeerAddress) {
        guard var path = path(to: peer), path.source != source else { return }
        path.source = source
        recent[peer] = path
    }

    /// Forgets what may be another after a change of the host's interfaces: their indices.
    mutating func networkChanged() {
        recent = recent.filter { $0.key.zone == .none }
        former = former.filter { $0.key.zone == .none }
    }

    private mutating func insert(_ path: Path, for peer: PeerAddress) {
        if recent.count >= Self.countMax {
            former = recent
            recent = [:]
        }
        recent[peer] = path
    }
}
