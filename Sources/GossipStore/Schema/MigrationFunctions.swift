internal import CSQLite
internal import GossipWire

/// The SQL functions that steps of the migration may call: what SQL alone cannot say.
///
/// A step that has been released may call them for ever, so they stay as they are.
///
/// - `sequence_block_of(sequence, arrival)`: a block's bytes with that one message in it.
/// - `sequence_block_union(left, right)`: the messages of both; where both have one, the left.
/// - `message_time(id)`: the time that the id begins with.
/// - `message_end(encoded)`: when a message ends that has a lifetime, else null.
enum MigrationFunctions {
    /// Defines them on a connection that is about to migrate.
    static func define(on connection: Connection) throws(StoreError) {
        try define("sequence_block_of", 2, on: connection) { context, _, values in
            guard let values else { return }
            let sequence = UInt64(bitPattern: sqlite3_value_int64(values[0]))
            var block = SequenceBlock(holding: sequence)
            _ = block.insert(sequence, arrival: UInt64(stored: sqlite3_value_int64(values[1])))
            give(block, to: context)
        }
        try define("sequence_block_union", 2, on: connection) { context, _, values in
            guard let values, var left = block(values[0]), let right = block(values[1]) else {
                sqlite3_result_error_code(context, SQLITE_MISMATCH)
                return
            }
            left.fill(from: right)
            give(left, to: context)
        }
        try define("message_time", 1, on: connection) { context, _, values in
            guard let values, let id = MessageID(bytes: bytes(values[0])) else {
                sqlite3_result_error_code(context, SQLITE_MISMATCH)
                return
            }
            sqlite3_result_int64(context, Int64(id.time))
        }
        try define("message_end", 1, on: connection) { context, _, values in
            guard let values, let message = try? Message(decoding: bytes(values[0])) else {
                sqlite3_result_error_code(context, SQLITE_MISMATCH)
                return
            }
            if let end = message.end { sqlite3_result_int64(context, Int64(storing: end)) }
        }
    }

    private static func define(
        _ name: String,
        _ parameters: Int32,
        on connection: Connection,
        _ function:
            @escaping @convention(c) (
                OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?
            ) -> Void
    ) throws(StoreError) {
        let result = sqlite3_create_function_v2(
            connection.handle,
            name,
            parameters,
            SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
            nil,
            function,
            nil,
            nil,
            nil
        )
        guard result == SQLITE_OK else { throw connection.error(result, sql: nil) }
    }
}

private func bytes(_ value: OpaquePointer?) -> [UInt8] {
    let start = sqlite3_value_blob(value)
    return Array(
        UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
    )
}

private func block(_ value: OpaquePointer?) -> SequenceBlock? {
    SequenceBlock(number: 0, bytes: bytes(value))
}

private func give(_ block: SequenceBlock, to context: OpaquePointer?) {
    block.bytes.withUnsafeBytes { bytes in
        gossip_sqlite3_result_blob_copied(context, bytes.baseAddress, UInt64(bytes.count))
    }
}
