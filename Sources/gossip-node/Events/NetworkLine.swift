/// The word on whom a node's network lets in, for people.
enum NetworkLine {
    /// The line of a start, without a full stop; nil for a network with a key, as it should be.
    static func atStart(_ network: String) -> String? {
        switch network {
        case "loopback": "\(words("loopback")); gossip-node keygen makes a key for more machines"
        case "open": "\(words("open")): each of them can read and publish"
        default: nil
        }
    }

    /// The line of a status, without a full stop.
    static func words(_ network: String) -> String {
        switch network {
        case "loopback": "any process of this machine may join"
        case "open": "open to everybody who reaches this node"
        default: "network \(network)"
        }
    }
}
