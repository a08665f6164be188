internal import CSQLite
internal import GossipMigrations
package import GossipWire
internal import Negentropy

/// Writes a log as programs of the first version of the schema did.
package enum LogOfVersion1 {
    /// Writes messages without forks, no more than 1,024, in the order of their arrival.
    ///
    /// They arrived by relay, a hundred in each second, the first 500 in one run and the others in the
    /// next. The VFS is that of a ``TrialDisk``, or `nil` for the system's files.
    package static func write(_ messages: [Message], to path: String, vfs: String? = nil) throws {
        guard let step = Migrations.all.first else { return }
        var database: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let opened = sqlite3_open_v2(path, &database, flags, vfs)
        defer { sqlite3_close(database) }
        let sql =
            ["PRAGMA journal_mode = WAL; BEGIN", String(decoding: step.sql, as: UTF8.self)]
            + identity(step) + authors(messages) + rows(messages) + ["COMMIT"]
        guard opened == SQLITE_OK,
            sqlite3_exec(database, sql.joined(separator: ";\n"), nil, nil, nil) == SQLITE_OK
        else {
            throw TrialFailure("cannot write a log: \(String(cString: sqlite3_errmsg(database)))")
        }
    }

    private static func identity(_ step: Migration) -> [String] {
        [
            "PRAGMA application_id = \(0x474C_4F47); PRAGMA user_version = 1",
            """
            INSERT INTO migration VALUES
            (1, '\(step.name)', '\(Checksum.sha256Hex(of: step.sql))', 1)
            """,
            "INSERT INTO meta (one, incarnation, created_ms) VALUES (1, zeroblob(16), 1)",
            "INSERT INTO run VALUES (1, 1, NULL, 0, 'one', 1, 0, 0)",
            "INSERT INTO run VALUES (2, 2, NULL, 0, 'two', 1, 500, 500)",
        ]
    }

    private static func keys(_ messages: [Message]) -> [AuthorKey] {
        Set(messages.map(\.author)).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }

    private static func authors(_ messages: [Message]) -> [String] {
        zip(1..., keys(messages)).compactMap { number, key in
            let own = messages.filter { $0.author == key }
            guard let head = own.max(by: { $0.sequence < $1.sequence }) else { return nil }
            return """
                INSERT INTO author VALUES (\(number), x'\(Hexadecimal.encode(key.bytes))',
                \(head.sequence), x'\(head.id.hex)', \(own.count), 0)
                """
        }
    }

    private static func rows(_ messages: [Message]) -> [String] {
        let keys = keys(messages)
        var sum = IDSum()
        var rows = zip(1..., messages).map { arrival, message in
            sum.add(ItemID(message.id))
            let author = (keys.firstIndex(of: message.author) ?? 0) + 1
            return """
                INSERT INTO message VALUES (\(arrival), x'\(message.id.hex)', \(author),
                \(message.sequence), \(arrival / 100 * 1_000), \(arrival <= 500 ? 1 : 2), 1, NULL,
                '\(message.topic)', x'\(Hexadecimal.encode(message.encoded))')
                """
        }
        guard !messages.isEmpty else { return rows }
        rows.append(
            """
            INSERT INTO aggregate VALUES
            (zeroblob(32), \(messages.count), x'\(Hexadecimal.encode(sum.bytes))')
            """
        )
        return rows
    }
}
