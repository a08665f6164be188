import GossipWire

/// A stream frame decodes to a value that encodes to the same bytes, or is refused.
enum SyncFrameTarget {
    static func check(_ bytes: [UInt8]) throws(FuzzFinding) {
        guard let frame = try? SyncFrame(decoding: bytes) else { return }
        let again = frame.encode()
        try require(Array(again.dropFirst(4)) == bytes, "a frame encodes to its bytes")
        let length = again.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        try require(length == bytes.count, "a frame says its length")
    }
}
