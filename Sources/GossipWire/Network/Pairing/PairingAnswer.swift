/// All that makes a node a member of a network: its pass, the keys, the records and the peers.
///
/// ```
///  0    16  network
/// 16     1  number k of keys, 1 … 3
/// 17   32k  the keys of the network, the newest first
///        1  name length n, 0 … 64
///        n  name of the inviting node, UTF-8
///        …  the pass, see ``Pass``
///        2  number of records
///        …  each: 2 length, the ``NetworkRecord``
///        …  addresses of peers, see ``PeerList``
/// ```
/// Nothing of it is checked yet, except that the bytes are well-formed.
package struct PairingAnswer: Equatable, Sendable {
    /// The longest encoded answer in bytes: the records of 1,024 members, and as many again.
    package static let lengthMax = 480_000
    /// The most bytes of records, each with its length.
    package static let recordsLengthMax = lengthMax - fixedLengthMax
    /// Bytes before each record.
    package static let recordPrefixLength = 2

    private static let fixedLengthMax =
        16 + 1 + NetworkKeys.countMax * NetworkKey.length + 1 + Pass.nameLengthMax + Pass.lengthMax
        + 2 + 1 + 18 * PeerList.countMax

    /// The network.
    package let network: NetworkID
    /// Its keys.
    package let keys: NetworkKeys
    /// The name of the inviting node; empty for none.
    package let inviterName: String
    /// The pass of the node that asked.
    package let pass: Pass
    /// Records of the network, among them its charter.
    package let records: [NetworkRecord]
    /// Addresses of members.
    package let peers: PeerList

    /// Makes an answer.
    ///
    /// - Parameters:
    ///   - keys: The keys of the network of the pass.
    ///   - inviterName: The name of the inviting node, at most 64 bytes.
    ///   - pass: The pass of the node that asked.
    ///   - records: At most ``recordsLengthMax`` bytes of records.
    ///   - peers: Addresses of members.
    package init(
        keys: NetworkKeys,
        inviterName: String,
        pass: Pass,
        records: [NetworkRecord],
        peers: PeerList
    ) {
        precondition(inviterName.utf8.count <= Pass.nameLengthMax, "a name has at most 64 bytes")
        network = pass.network
        self.keys = keys
        self.inviterName = inviterName
        self.pass = pass
        self.records = records
        self.peers = peers
    }

    /// Appends the answer.
    func encode(into bytes: inout [UInt8]) {
        network.encode(into: &bytes)
        keys.encode(into: &bytes)
        bytes.append(UInt8(inviterName.utf8.count))
        bytes.append(contentsOf: inviterName.utf8)
        pass.encode(into: &bytes)
        bytes.append(bigEndian: UInt16(records.count))
        for record in records {
            let encoded = record.encoded
            bytes.append(bigEndian: UInt16(encoded.count))
            bytes += encoded
        }
        peers.encode(into: &bytes)
    }

    /// Reads an answer, to its last byte; `nil` for bytes that are none.
    init?(from reader: inout ByteReader) {
        guard let network = NetworkID(from: &reader), let keys = NetworkKeys(from: &reader),
            let length = reader.readByte(), length <= Pass.nameLengthMax,
            let inviterName = reader.readText(Int(length)),
            let pass = try? Pass(from: &reader), let records = Self.records(&reader),
            let peers = try? PeerList(from: &reader)
        else { return nil }
        self.network = network
        self.keys = keys
        self.inviterName = inviterName
        self.pass = pass
        self.records = records
        self.peers = peers
    }

    private static func records(_ reader: inout ByteReader) -> [NetworkRecord]? {
        guard let count = reader.readInteger(UInt16.self) else { return nil }
        var records: [NetworkRecord] = []
        for _ in 0..<count {
            guard let length = reader.readInteger(UInt16.self), length <= NetworkRecord.lengthMax,
                let bytes = reader.readBytes(Int(length)),
                let record = try? NetworkRecord(decoding: Array(bytes))
            else { return nil }
            records.append(record)
        }
        return records
    }
}
