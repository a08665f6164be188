package import GossipWire

/// The part of an address that stands for whoever sends: an IPv4 address, or the first half of an IPv6 one.
///
/// One host has as many IPv6 addresses as it likes. On loopback, where many nodes have one address, it is the
/// port.
package struct Source: Hashable, Sendable {
    let host: UInt64
    let port: UInt16

    /// Takes the part of an address.
    package init(_ address: PeerAddress) {
        host = address.isIPv4 ? address.low : address.high
        port = address.isLoopback ? address.port : 0
    }
}
