/// The reason for which a configured peer cannot be contacted at all.
enum PeerTrouble: Equatable {
    /// The name does not resolve, in the words of the system.
    case unresolved(String)
    /// None of its addresses can be reached from the address that the node listens on.
    case unreachable(Unreachable)
    /// It is on a network interface that this host does not have now.
    case noInterface(String)
    /// It is this node.
    case isSelf

    /// The sentences a person reads.
    func text(of endpoint: Endpoint) -> String {
        switch self {
        case .unresolved(let reason):
            "cannot resolve \(endpoint.host): \(reason). It is tried again; check the name given with "
                + "--peer."
        case .unreachable(let reason):
            "the peer \(endpoint) cannot be reached from the address this node listens on: "
                + "\(reason.rawValue). Choose another with --listen."
        case .noInterface(let name):
            "the peer \(endpoint) cannot be contacted: there is no network interface \(name); "
                + "\(Interfaces.list). It is contacted as soon as there is one."
        case .isSelf: "\(endpoint) is this node itself. Leave it out of --peer."
        }
    }
}

/// The reason for which an address cannot be reached from a socket.
enum Unreachable: String, Error {
    case notAPeer = "it is no address of a single host and port"
    case wrongFamily = "it has an IPv6 address only, and this node listens on IPv4"
    case wrongFamilyIPv4 = "it has an IPv4 address only, and this node listens on an IPv6 address"
    case foreign = "it is on the network, and this node listens on loopback"
    case loopback = "it is on loopback, and this node listens on the network"
    case noZone = "a link-local address needs its interface, as in [fe80::1%eth0]:5000"
    case otherZone = "it is on another interface than that address"
}
