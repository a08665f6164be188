internal import GossipWire

/// The list of the authors whose messages are taken in, and the terms for guests.
struct AuthorListTable {
    /// Bytes of a key.
    private static let keyLength = 32

    let connection: Connection

    /// Reads the list; `nil` where everybody's messages are taken in.
    func load() throws(StoreError) -> AuthorList? {
        try connection.statement("SELECT authors, guests FROM author_list").firstRow {
            row throws(StoreError) in
            let bytes = row.bytes(0)
            let keys = stride(from: 0, to: bytes.count, by: Self.keyLength).compactMap {
                AuthorKey(bytes: Array(bytes[$0..<min(bytes.count, $0 + Self.keyLength)]))
            }
            guard keys.count * Self.keyLength == bytes.count,
                zip(keys, keys.dropFirst()).allSatisfy(<)
            else { throw row.damaged("the list of its authors is none") }
            return AuthorList(Set(keys), admitsGuests: row.int(1) != 0)
        }
    }

    /// True while nothing more of guests is taken in.
    func isClosedToGuests() throws(StoreError) -> Bool {
        try connection.statement("SELECT guests_closed FROM author_list")
            .firstRow { row in row.int(0) != 0 } ?? false
    }

    /// The bytes that guests may fill together; `nil` when none were set.
    func guestBytesMax() throws(StoreError) -> Int? {
        try connection.statement(
            "SELECT guest_bytes_max FROM author_list WHERE guest_bytes_max IS NOT NULL"
        ).firstRow { row in row.int(0) }
    }

    /// Writes the list, or takes it away.
    func save(_ list: AuthorList?) throws(StoreError) {
        guard let list else {
            return try connection.statement("DELETE FROM author_list").run()
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(list.all.count * Self.keyLength)
        for author in list.all { bytes.append(author) }
        try connection.statement(
            """
            INSERT INTO author_list (one, authors, guests) VALUES (1, ?1, ?2)
            ON CONFLICT (one) DO UPDATE SET authors = ?1, guests = ?2
            """
        )
        .bind(bytes, at: 1).bind(list.admitsGuests ? 1 : 0, at: 2).run()
    }

    /// Writes whether nothing more of guests is taken in; without a list there are no guests.
    func save(isClosedToGuests isClosed: Bool) throws(StoreError) {
        try connection.statement("UPDATE author_list SET guests_closed = ?")
            .bind(isClosed ? 1 : 0, at: 1).run()
    }

    /// Writes the bytes that guests may fill together.
    func save(guestBytesMax bytes: Int) throws(StoreError) {
        try connection.statement("UPDATE author_list SET guest_bytes_max = ?")
            .bind(bytes, at: 1).run()
    }

    /// The authors of messages of the log that are not on a list, and so are left out of comparisons.
    ///
    /// - Parameters:
    ///   - list: The list.
    ///   - leavesOutGuests: True to count guests among them.
    /// - Returns: Their keys.
    /// - Throws: ``StoreError``.
    func others(
        than list: AuthorList?,
        leavingOutGuests leavesOutGuests: Bool = false
    ) throws(StoreError) -> [AuthorKey] {
        guard let list, leavesOutGuests || !list.admitsGuests else { return [] }
        return try connection.statement("SELECT key FROM author WHERE messages > 0")
            .rows { row throws(StoreError) in try row.authorKey(0) }
            .filter { !list.contains($0) }
    }
}
