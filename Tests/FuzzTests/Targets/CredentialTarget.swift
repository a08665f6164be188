import GossipWire

/// A credential decodes to values that encode to the same bytes, or is refused.
enum CredentialTarget {
    static func check(_ bytes: [UInt8]) throws(FuzzFinding) {
        guard let credential = try? Credential(decoding: bytes) else { return }
        try require(credential.encoded == bytes, "a credential encodes to the bytes it came from")
        try require(bytes.count <= Credential.lengthMax, "a credential has its limit")
        let node = credential.pass?.node ?? credential.node
        try require(node == credential.node, "a pass is for the node that shows it")
        let network = credential.pass?.network ?? NetworkID(high: 0, low: 0)
        let strangersKey = LinkKey(~credential.binding.key.words.0, 0, 0, 0)
        let isRefused =
            (try? credential.verify(key: strangersKey, in: network)) == nil
        try require(isRefused, "a credential is good for its link key alone")
        _ = try? credential.verify(key: credential.binding.key, in: network)
    }
}
