internal import GossipWire

/// The use that each guest makes of the log.
struct GuestTable {
    let connection: Connection

    /// The use of an author's row; `nil` for one that has written nothing as a guest.
    func use(ofAuthor author: Int64) throws(StoreError) -> GuestUse? {
        try connection.statement("SELECT bytes, day, day_bytes FROM guest WHERE author = ?")
            .bind(author, at: 1)
            .firstRow { row in
                GuestUse(bytes: row.int(0), day: row.uint64(1), dayBytes: row.int(2))
            }
    }

    /// Writes a use that is new or has changed.
    func save(_ use: GuestUse, ofAuthor author: Int64) throws(StoreError) {
        try connection.statement(
            "REPLACE INTO guest (author, bytes, day, day_bytes) VALUES (?1, ?2, ?3, ?4)"
        )
        .bind(author, at: 1).bind(use.bytes, at: 2).bind(use.day, at: 3)
        .bind(use.dayBytes, at: 4).run()
    }

    /// Takes bytes off that are no longer here; `false` for an author that is no guest.
    func free(_ bytes: Int, ofAuthor author: Int64) throws(StoreError) -> Bool {
        try connection.statement("UPDATE guest SET bytes = max(0, bytes - ?2) WHERE author = ?1")
            .bind(author, at: 1).bind(bytes, at: 2).run()
        return connection.changes > 0
    }

    /// The room that all guests use.
    func used() throws(StoreError) -> GuestBudget.Room {
        try connection.statement(
            """
            SELECT coalesce(sum(bytes), 0), coalesce(sum(messages), 0) FROM guest
            JOIN author ON number = guest.author
            """
        ).firstRow { row in GuestBudget.Room(bytes: row.int(0), messages: row.int(1)) } ?? .init()
    }

    /// Makes the rows those of the authors that a list calls guests; costs a look at each message for new ones.
    func follow(_ list: AuthorList?) throws(StoreError) {
        let guests =
            list?.admitsGuests != true
            ? []
            : try connection.statement("SELECT number, key FROM author WHERE messages > 0")
                .rows { row throws(StoreError) in (row.int64(0), try row.authorKey(1)) }
                .filter { list?.contains($0.1) == false }.map(\.0)
        let held = try connection.statement("SELECT author FROM guest").rows { row in row.int64(0) }
        let stay = Set(guests)
        for author in held where !stay.contains(author) { try remove(author) }
        let new = stay.subtracting(held)
        guard !new.isEmpty else { return }
        let sums = try connection.statement(
            "SELECT author, sum(length(encoded)) FROM message GROUP BY author"
        ).rows { row in (row.int64(0), row.int(1)) }
        for (author, bytes) in sums where new.contains(author) {
            try save(GuestUse(bytes: bytes), ofAuthor: author)
        }
    }

    private func remove(_ author: Int64) throws(StoreError) {
        try connection.statement("DELETE FROM guest WHERE author = ?").bind(author, at: 1).run()
    }

    /// Forgets guests of earlier days of whom nothing is here.
    func forget(before day: UInt64) throws(StoreError) {
        try connection.statement("DELETE FROM guest WHERE bytes = 0 AND day < ?")
            .bind(day, at: 1).run()
    }
}
