import GossipWire

/// A record decodes to values that encode to the same bytes, or is refused.
enum NetworkRecordTarget {
    static func check(_ bytes: [UInt8]) throws(FuzzFinding) {
        guard let record = try? NetworkRecord(decoding: bytes) else { return }
        try require(record.encoded == bytes, "a record encodes to the bytes it came from")
        try require(bytes.count <= NetworkRecord.lengthMax, "a record has its limit")
        try require(record.epoch != 0, "epochs count from 1")
        if case .charter(let charter) = record {
            let network = NetworkID(founder: charter.founder, recovery: charter.recovery)
            try require(record.network == network, "a network's name follows from its keys")
        }
        // Signatures are only looked at: drawn bytes have none, and seeds keep theirs.
        _ = record.isAuthentic
    }
}
