internal import GossipWire

/// The network of a log, and the records about its members.
struct NetworkTable {
    /// Rows that are kept: twice as many as a roster holds.
    static let recordCountMax = 32_768

    let connection: Connection

    /// The network; `nil` for a log that belongs to none.
    func network() throws(StoreError) -> NetworkID? {
        try connection.statement("SELECT id FROM network").firstRow { row throws(StoreError) in
            guard let network = NetworkID(bytes: row.bytes(0)) else {
                throw row.damaged("the name of its network is not 16 bytes long")
            }
            return network
        }
    }

    /// Notes the network of a log that has none.
    func insert(_ network: NetworkID) throws(StoreError) {
        try connection.statement("INSERT INTO network (one, id) VALUES (1, ?)")
            .bind(network.bytes, at: 1).run()
    }

    /// The records, in the order of arrival.
    func records() throws(StoreError) -> [NetworkRecord] {
        var records: [NetworkRecord] = []
        try forEachRecord { row throws(StoreError) in
            let encoded = row.bytes(1)
            guard let record = try? NetworkRecord(decoding: encoded),
                RecordID(of: encoded).bytes == row.bytes(0)
            else { throw row.damaged("a record of its network is none") }
            records.append(record)
        }
        return records
    }

    /// Calls the body with each row: id, encoded, number.
    func forEachRecord(_ body: (Statement) throws(StoreError) -> Void) throws(StoreError) {
        var count = 0
        try connection.statement("SELECT id, encoded, number FROM network_record ORDER BY number")
            .forEachRow { row throws(StoreError) in
                count += 1
                guard count <= Self.recordCountMax else {
                    throw row.damaged("it has more records of its network than a node keeps")
                }
                try body(row)
                return true
            }
    }

    /// Adds records that are not there yet, and removes others.
    func change(
        adding records: some Sequence<NetworkRecord>,
        dropping ids: some Sequence<RecordID>
    ) throws(StoreError) {
        let deletion = try connection.statement("DELETE FROM network_record WHERE id = ?")
        for id in ids { try deletion.bind(id.bytes, at: 1).run() }
        let insertion = try connection.statement(
            """
            INSERT INTO network_record (id, encoded) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING
            """
        )
        for record in records {
            let encoded = record.encoded
            try insertion.bind(RecordID(of: encoded).bytes, at: 1).bind(encoded, at: 2).run()
        }
    }

    /// The number of records.
    func count() throws(StoreError) -> Int {
        try connection.statement("SELECT count(*) FROM network_record")
            .firstRow { row in row.int(0) } ?? 0
    }
}
