internal import Crypto

/// The key of the two packets that are not sealed, made of the network's key.
///
/// HMAC-SHA-256 cut to 16 bytes: nobody outside the network can make a node ask again.
package struct LinkHintKey: Sendable {
    private let key: SymmetricKey

    /// Derives it from a network's key.
    package init(_ network: NetworkKey) { key = network.derived("gossip-log hint 1") }

    /// True for a packet that ends in the code over what comes before.
    func hasCoded(_ packet: UnsafeRawBufferPointer) -> Bool {
        let code = LinkCookie(bytes: packet.suffix(LinkCookie.length))
        return code == self.code(over: packet.dropLast(LinkCookie.length))
    }

    private func code(over bytes: some Collection<UInt8>) -> LinkCookie {
        LinkCookie(HMAC<SHA256>.authenticationCode(for: Array(bytes), using: key))
    }

    /// Appends the code over the last bytes of an array.
    func appendCode(overLast count: Int, of bytes: inout [UInt8]) {
        code(over: bytes.suffix(count)).encode(into: &bytes)
    }
}

/// The secret by which a node knows the cookies that it gave out, without keeping them.
///
/// A cookie is HMAC-SHA-256 over an address, cut to 16 bytes: whoever sends it back receives there.
package struct LinkCookieKey: Sendable {
    private let key: SymmetricKey

    /// Makes it of random bytes, best 32.
    package init(secret: [UInt8]) { key = SymmetricKey(data: secret) }

    /// The cookie for an address.
    package func cookie(for address: PeerAddress) -> LinkCookie {
        LinkCookie(HMAC<SHA256>.authenticationCode(for: address.provable, using: key))
    }
}

extension LinkCookie {
    fileprivate init(_ code: HashedAuthenticationCode<SHA256>) {
        self.init(leading: Array(code))
    }
}
