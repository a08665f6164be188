package import GossipWire

/// The honest nodes under attack.
package struct Targets {
    /// The nodes that run all the time; the last of them is restarted meanwhile.
    package let nodes: [PeerAddress]
    /// The address of a node that joins meanwhile.
    package let joiner: PeerAddress

    package init(nodes: [PeerAddress], joiner: PeerAddress) {
        self.nodes = nodes
        self.joiner = joiner
    }

    var all: [PeerAddress] { nodes + [joiner] }
    var first: PeerAddress { nodes.first ?? joiner }
}
