/// The index of each author's messages by sequence, except the block of its head.
struct SequenceTable {
    let connection: Connection

    /// The numbers of an author's blocks.
    func numbers(ofAuthor author: Int64) throws(StoreError) -> [Int64] {
        try connection.statement("SELECT block FROM sequence_block WHERE author = ?")
            .bind(author, at: 1).rows { row in row.int64(0) }
    }

    /// The block of an author that a sequence belongs to, `nil` when none of its messages is here.
    func block(
        holding sequence: UInt64,
        ofAuthor author: Int64
    ) throws(StoreError) -> SequenceBlock? {
        try block(SequenceBlock.number(holding: sequence), ofAuthor: author)
    }

    /// A block of an author by its number.
    func block(_ number: Int64, ofAuthor author: Int64) throws(StoreError) -> SequenceBlock? {
        try connection.statement(
            "SELECT block, arrivals FROM sequence_block WHERE author = ?1 AND block = ?2"
        )
        .bind(author, at: 1).bind(number, at: 2)
        .firstRow { row throws(StoreError) in try row.sequenceBlock(row.int64(0), 1) }
    }

    /// The block of an author before one, in the order of sequences; `nil` before the first.
    func block(before number: Int64, ofAuthor author: Int64) throws(StoreError) -> SequenceBlock? {
        let statement = try connection.statement(
            """
            SELECT block, arrivals FROM sequence_block
            WHERE author = ?1 AND block BETWEEN ?2 AND ?3 ORDER BY block DESC LIMIT 1
            """
        )
        // Sequences from 2^63 on are in blocks of negative numbers and come last.
        var parts: [ClosedRange<Int64>] = number > 0 ? [0...number - 1] : []
        if number < 0 {
            if number > .min { parts.append(Int64.min...number - 1) }
            parts.append(0...Int64.max)
        }
        for part in parts {
            let block = try statement.bind(author, at: 1).bind(part.lowerBound, at: 2)
                .bind(part.upperBound, at: 3)
                .firstRow { row throws(StoreError) in try row.sequenceBlock(row.int64(0), 1) }
            if let block { return block }
        }
        return nil
    }

    /// Writes a block that is new or has changed.
    func save(_ block: SequenceBlock, ofAuthor author: Int64) throws(StoreError) {
        try connection.statement(
            "REPLACE INTO sequence_block (author, block, arrivals) VALUES (?1, ?2, ?3)"
        )
        .bind(author, at: 1).bind(block.number, at: 2).bind(block.bytes, at: 3).run()
    }

    /// Writes a block from which something was taken out; an empty one goes.
    func saveOrRemove(_ block: SequenceBlock, ofAuthor author: Int64) throws(StoreError) {
        guard block.bytes.isEmpty else { return try save(block, ofAuthor: author) }
        try connection.statement("DELETE FROM sequence_block WHERE author = ?1 AND block = ?2")
            .bind(author, at: 1).bind(block.number, at: 2).run()
    }

    /// The next blocks of an author after one, in the order of sequences, at most so many.
    ///
    /// Without one, the first.
    func blocks(
        ofAuthor author: Int64,
        after last: SequenceBlock?,
        limit: Int
    ) throws(StoreError) -> [SequenceBlock] {
        let statement = try connection.statement(
            """
            SELECT block, arrivals FROM sequence_block
            WHERE author = ?1 AND block BETWEEN ?2 AND ?3 ORDER BY block LIMIT ?4
            """
        )
        // Sequences from 2^63 on are in blocks of negative numbers and come last.
        let first = last.map { $0.number &+ 1 } ?? 0
        let isLast = last?.number == -1
        let parts: [ClosedRange<Int64>] =
            isLast ? [] : first < 0 ? [first ... -1] : [first...Int64.max, Int64.min ... -1]
        var blocks: [SequenceBlock] = []
        for part in parts where blocks.count < limit {
            blocks += try statement.bind(author, at: 1).bind(part.lowerBound, at: 2)
                .bind(part.upperBound, at: 3).bind(limit - blocks.count, at: 4)
                .rows { row throws(StoreError) in try row.sequenceBlock(row.int64(0), 1) }
        }
        // As numbers without a sign, as the sequences are.
        let numbers = ([last].compactMap(\.self) + blocks).map { UInt64(bitPattern: $0.number) }
        guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw connection.damaged("the blocks of sequences are not in order")
        }
        return blocks
    }
}

extension Statement {
    /// The block of sequences whose bytes are in the column.
    func sequenceBlock(_ number: Int64, _ column: Int32) throws(StoreError) -> SequenceBlock {
        guard let block = SequenceBlock(number: number, bytes: bytes(column)) else {
            throw damaged("a block of sequences is damaged")
        }
        return block
    }
}
