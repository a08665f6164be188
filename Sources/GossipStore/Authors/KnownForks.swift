/// The forks of a log in brief, whatever their number.
public struct KnownForks: Equatable, Sendable {
    /// Some of the newest, one a number of an author.
    public let newest: [ForkRecord]
    /// The numbers that authors have used more than once; ``countMax`` stands for that many or more.
    public let count: Int

    /// The count at which counting ends.
    public static let countMax = 1_000
    /// Forks that ``newest`` holds at most.
    static let newestMax = 3
}

extension MessageLog {
    /// The forks that the log holds, read over the writing connection, before there is any other.
    public func knownForks() throws(StoreError) -> KnownForks {
        try guarded { () throws(StoreError) in
            let count = try connection.statement(
                "SELECT count(*) FROM (SELECT DISTINCT author, sequence FROM fork LIMIT ?)"
            )
            .bind(KnownForks.countMax, at: 1).firstRow { row in row.int(0) }
            let newest = try connection.statement(
                """
                SELECT key, sequence, first_id, second_id FROM
                (SELECT author, sequence, first_id, min(second_id) AS second_id FROM fork
                GROUP BY author, sequence LIMIT ?1)
                JOIN author ON author.number = author ORDER BY second_id DESC LIMIT ?2
                """
            )
            .bind(KnownForks.countMax, at: 1).bind(KnownForks.newestMax, at: 2)
            .rows { row throws(StoreError) in
                ForkRecord(
                    author: try row.authorKey(0),
                    sequence: UInt64(bitPattern: row.int64(1)),
                    first: try row.messageID(2),
                    second: try row.messageID(3)
                )
            }
            return KnownForks(newest: newest, count: count ?? 0)
        }
    }
}
