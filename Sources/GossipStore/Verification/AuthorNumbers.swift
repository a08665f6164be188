internal import GossipWire

/// The rows of authors, looked up once each.
struct AuthorNumbers {
    let connection: Connection
    private var known: [AuthorKey: Int64] = [:]

    init(connection: Connection) {
        self.connection = connection
    }

    /// The row of an author, or `nil` when there is none.
    mutating func number(of author: AuthorKey) throws(StoreError) -> Int64? {
        if let number = known[author] { return number }
        let number = try connection.statement("SELECT number FROM author WHERE key = ?")
            .bind(author, at: 1).firstRow { row in row.int64(0) }
        known[author] = number
        return number
    }
}
