import CSQLite
import GossipStore
import TestSupport

@testable import GossipStore

/// Logs as somebody would make them to harm whoever opens them.
enum CraftedLog {
    /// A query that counts for ever.
    static let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "

    /// A sound, closed log of some messages.
    static func sound(_ path: String, messages: Int = 20) throws {
        let log = try MessageLog.open(path: path, at: 1)
        try log.append(try Samples.run(count: messages))
        try log.close(clean: true, at: 2)
    }

    /// Runs SQL on a file with everything allowed that SQLite allows.
    static func edit(_ path: String, _ sql: String) throws {
        var database: OpaquePointer?
        sqlite3_open(path, &database)
        defer { sqlite3_close(database) }
        let result = sqlite3_exec(
            database,
            "PRAGMA writable_schema = ON; PRAGMA ignore_check_constraints = ON; \(sql)",
            nil,
            nil,
            nil
        )
        guard result == SQLITE_OK else {
            throw StoreError(
                .misuse,
                "edit",
                path,
                reason: String(cString: sqlite3_errmsg(database))
            )
        }
    }

    /// Puts an endless view in the place of a table; a column of it is named by `sql`.
    static func replaceByView(_ table: String, in path: String, columns: String) throws {
        let view = "CREATE VIEW \(table) AS \(endless) SELECT \(columns) FROM n"
        try edit(
            path,
            """
            DELETE FROM sqlite_master WHERE tbl_name = '\(table)';
            INSERT INTO sqlite_master VALUES ('view', '\(table)', '\(table)', 0, '\(view)')
            """
        )
    }

    /// Puts pages before a table's root that lead to it 200^12 times.
    static func multiply(_ table: String, in path: String) throws {
        let root = try rootPage(of: table, in: path)
        var bytes = try FileBytes.read(path)
        let pageBytes = 4_096
        func append(_ page: [UInt8]) -> UInt32 {
            bytes += page
            return UInt32(bytes.count / pageBytes)
        }
        let start = (root - 1) * pageBytes
        var target = append(Array(bytes[start..<start + pageBytes]))
        for _ in 0..<12 { target = append(interiorPage(leadingTo: target, pageBytes)) }
        bytes.replaceSubrange(
            start..<start + pageBytes,
            with: interiorPage(leadingTo: target, pageBytes)
        )
        bytes.replaceSubrange(28..<32, with: bigEndian(UInt32(bytes.count / pageBytes), 4))
        try FileBytes.write(bytes, to: path)
    }

    /// Puts a journal beside a file that has SQLite remove another file.
    static func plantJournal(beside path: String, removing victim: String) throws {
        let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
        let pages = try FileBytes.read(path).count / 4_096
        var journal = magic
        for field in [0, 12_345, UInt32(pages), 512, 4_096] { journal += bigEndian(field, 4) }
        journal += [UInt8](repeating: 0, count: 512 - journal.count)
        let name = Array(victim.utf8)
        // The page that never is, the name, its length and the sum of its bytes.
        journal += bigEndian((1 << 30) / 4_096 + 1, 4) + name + bigEndian(UInt32(name.count), 4)
        journal += bigEndian(name.reduce(0) { $0 + UInt32($1) }, 4) + magic
        try FileBytes.write(journal, to: path + "-journal")
    }

    /// Writes another number into the cell of a message, where a row with that number does not belong;
    /// both below 2^14, the first not below 128.
    static func misplace(arrival: Int, as number: Int, in path: String) throws {
        var bytes = try FileBytes.read(path)
        for page in stride(from: 0, to: bytes.count, by: 4_096) where bytes[page] == 0x0D {
            for index in 0..<(Int(bytes[page + 3]) * 256 + Int(bytes[page + 4])) {
                let pointer = page + 8 + 2 * index
                let cell = page + Int(bytes[pointer]) * 256 + Int(bytes[pointer + 1])
                // The payload of a message has a length of two bytes, 7 bits in each.
                let isLong = bytes[cell] > 0x80 && bytes[cell + 1] < 0x80
                guard isLong, bytes[(cell + 2)...].starts(with: twoBytes(arrival)) else { continue }
                bytes.replaceSubrange(cell + 2..<cell + 4, with: twoBytes(number))
            }
        }
        try FileBytes.write(bytes, to: path)
    }

    private static func twoBytes(_ number: Int) -> [UInt8] {
        [0x80 | UInt8(number >> 7), UInt8(number & 0x7F)]
    }

    private static func rootPage(of table: String, in path: String) throws -> Int {
        let connection = try Connection(path: path, mode: .reader)
        return try connection.statement(
            "SELECT rootpage FROM sqlite_master WHERE name = '\(table)'"
        )
        .firstRow { row in row.int(0) } ?? 0
    }

    /// An interior page of a table by SQLite's file format, all of whose cells lead to one page.
    private static func interiorPage(leadingTo target: UInt32, _ pageBytes: Int) -> [UInt8] {
        let cells = 200
        let cell = bigEndian(target, 4) + [1]
        var page = [UInt8](repeating: 0, count: pageBytes)
        let content = pageBytes - cells * cell.count
        let header =
            [5, 0, 0] + bigEndian(UInt32(cells), 2) + bigEndian(UInt32(content), 2) + [0]
            + bigEndian(target, 4)
        page.replaceSubrange(0..<header.count, with: header)
        for index in 0..<cells {
            let offset = content + index * cell.count
            page.replaceSubrange(offset..<offset + cell.count, with: cell)
            page.replaceSubrange(
                (12 + 2 * index)..<(14 + 2 * index),
                with: bigEndian(UInt32(offset), 2)
            )
        }
        return page
    }

    private static func bigEndian(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }
}
