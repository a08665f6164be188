internal import GossipWire

/// The list of the authors whose messages are taken in.
struct AuthorListTable {
    /// Bytes of a key.
    private static let keyLength = 32

    let connection: Connection

    /// Reads the list; `nil` where everybody's messages are taken in.
    func load() throws(StoreError) -> AuthorList? {
        try connection.statement("SELECT authors FROM author_list").firstRow {
            row throws(StoreError) in
            let bytes = row.bytes(0)
            let keys = stride(from: 0, to: bytes.count, by: Self.keyLength).compactMap {
                AuthorKey(bytes: Array(bytes[$0..<min(bytes.count, $0 + Self.keyLength)]))
            }
            guard keys.count * Self.keyLength == bytes.count,
                zip(keys, keys.dropFirst()).allSatisfy(<)
            else { throw row.damaged("the list of its authors is none") }
            return AuthorList(Set(keys))
        }
    }

    /// Writes the list, or takes it away.
    func save(_ list: AuthorList?) throws(StoreError) {
        guard let list else {
            return try connection.statement("DELETE FROM author_list").run()
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(list.all.count * Self.keyLength)
        for author in list.all { bytes.append(author) }
        try connection.statement("REPLACE INTO author_list (one, authors) VALUES (1, ?)")
            .bind(bytes, at: 1).run()
    }

    /// The authors of messages of the log that are not on a list.
    func others(than list: AuthorList?) throws(StoreError) -> [AuthorKey] {
        guard let list else { return [] }
        return try connection.statement("SELECT key FROM author WHERE messages > 0")
            .rows { row throws(StoreError) in try row.authorKey(0) }
            .filter { !list.contains($0) }
    }
}
