import GossipMigrations
import GossipWire

@testable import GossipStore

/// Writes a log as programs of the first version of the schema did.
enum LogOfVersion1 {
    /// Messages without forks, no more than a bucket holds, in the order of their arrival.
    ///
    /// They arrived by relay, a hundred in each second, the first 500 in one run and the others in the
    /// next.
    static func write(_ messages: [Message], to path: String) throws {
        let connection = try Connection(path: path, mode: .writer)
        defer { connection.close() }
        try connection.applyWriterSettings()
        try Migrator(connection: connection, steps: Array(Migrations.all.prefix(1)))
            .migrate(from: 0, at: 1)
        try MetaTable(connection: connection).create(at: 1)
        try connection.transaction { () throws(StoreError) in
            try insert(messages, on: connection)
            var bucket = Bucket(first: .zero)
            for message in messages { bucket.add(message.id) }
            try AggregateTable(connection: connection).save(bucket)
            try connection.execute(
                """
                INSERT INTO run VALUES (1, 1, NULL, 0, 'one', 1, 0, 0);
                INSERT INTO run VALUES (2, 2, NULL, 0, 'two', 1, 500, 500)
                """
            )
        }
    }

    private static func insert(
        _ messages: [Message],
        on connection: Connection
    ) throws(StoreError) {
        let authors = Set(messages.map(\.author)).sorted {
            $0.bytes.lexicographicallyPrecedes($1.bytes)
        }
        for (number, key) in zip(1..., authors) {
            let own = messages.filter { $0.author == key }
            guard let head = own.max(by: { $0.sequence < $1.sequence }) else { continue }
            try connection.statement("INSERT INTO author VALUES (?, ?, ?, ?, ?, 0)")
                .bind(number, at: 1).bind(key, at: 2)
                .bind(Int64(bitPattern: head.sequence), at: 3).bind(head.id, at: 4)
                .bind(own.count, at: 5).run()
        }
        for (arrival, message) in zip(1..., messages) {
            let author = (authors.firstIndex(of: message.author) ?? 0) + 1
            try connection.statement(
                "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, 1, NULL, ?, ?)"
            )
            .bind(arrival, at: 1).bind(message.id, at: 2).bind(author, at: 3)
            .bind(Int64(bitPattern: message.sequence), at: 4)
            .bind(arrival / 100 * 1_000, at: 5).bind(arrival <= 500 ? 1 : 2, at: 6)
            .bind(message.topic, at: 7).bind(message.encoded, at: 8).run()
        }
    }
}
