internal import GossipWire

/// The records of a log's network: each decodes, has its id, is of that network, and is signed.
struct NetworkCheck {
    let reader: LogReader
    let checksSignatures: Bool

    func run(_ found: inout LogVerification) throws(StoreError) {
        let table = NetworkTable(connection: reader.connection)
        let network = try table.network()
        try table.forEachRecord { row throws(StoreError) in
            let encoded = row.bytes(1)
            let name = "record \(row.int64(2)) of the network"
            guard RecordID(of: encoded).bytes == row.bytes(0) else {
                found.add(.network, "\(name) has another id than its bytes")
                return
            }
            guard let record = try? NetworkRecord(decoding: encoded) else {
                found.add(.network, "\(name) is none")
                return
            }
            if record.network != network {
                found.add(.network, "\(name) is of another network: \(record.network)")
            }
            if checksSignatures, !record.isAuthentic {
                found.add(.network, "\(name) is not signed by \(record.signer.hex)")
            }
        }
    }
}
