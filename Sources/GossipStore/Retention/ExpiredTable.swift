/// The sequences of an author whose lifetime is over: they are no gaps.
///
/// A bit a message, so that a sensor with ten short-lived messages a second takes 40 MB a year; a
/// horizon takes them away too.
struct ExpiredTable {
    /// Blocks that one transaction forgets, at most: a million sequences, some milliseconds.
    private static let removedBlocksMax = 4_096

    let connection: Connection

    /// Notes sequences of an author, and gives the number of those that were not noted before.
    func insert(_ sequences: [UInt64], ofAuthor author: Int64) throws(StoreError) -> Int {
        var blocks: [Int64: [UInt8]] = [:]
        var count = 0
        for sequence in sequences {
            let number = SequenceBlock.number(holding: sequence)
            var bits: [UInt8]
            if let known = blocks[number] {
                bits = known
            } else {
                bits = try self.bits(ofBlock: number, ofAuthor: author)
            }
            let index = Int(sequence % UInt64(SequenceBlock.countMax))
            let bit: UInt8 = 1 << UInt8(index % 8)
            if bits[index / 8] & bit == 0 { count += 1 }
            bits[index / 8] |= bit
            blocks[number] = bits
        }
        for (number, bits) in blocks.sorted(by: { $0.key < $1.key }) {
            try connection.statement(
                "REPLACE INTO ended_block (author, block, bits) VALUES (?1, ?2, ?3)"
            )
            .bind(author, at: 1).bind(number, at: 2).bind(bits, at: 3).run()
        }
        return count
    }

    private func bits(ofBlock number: Int64, ofAuthor author: Int64) throws(StoreError) -> [UInt8] {
        try connection.statement("SELECT bits FROM ended_block WHERE author = ?1 AND block = ?2")
            .bind(author, at: 1).bind(number, at: 2)
            .firstRow { row throws(StoreError) in try Self.bits(row, 0) }
            ?? [UInt8](repeating: 0, count: SequenceBlock.countMax / 8)
    }

    private static func bits(_ row: Statement, _ column: Int32) throws(StoreError) -> [UInt8] {
        let bits = row.bytes(column)
        guard bits.count == SequenceBlock.countMax / 8 else {
            throw row.damaged("a block of expired numbers is damaged")
        }
        return bits
    }

    /// Forgets blocks below that of a sequence, the lowest first, and gives the number of sequences in
    /// them.
    func removeBlocks(below sequence: UInt64, ofAuthor author: Int64) throws(StoreError) -> Int {
        var last: Int64?
        var count = 0
        try connection.statement(
            """
            SELECT block, bits FROM ended_block WHERE author = ?1 AND block < ?2
            ORDER BY block LIMIT \(Self.removedBlocksMax)
            """
        )
        .bind(author, at: 1).bind(SequenceBlock.number(holding: sequence), at: 2)
        .forEachRow { row throws(StoreError) in
            last = row.int64(0)
            count += Self.count(try Self.bits(row, 1))
            return true
        }
        guard let last else { return 0 }
        try connection.statement("DELETE FROM ended_block WHERE author = ?1 AND block <= ?2")
            .bind(author, at: 1).bind(last, at: 2).run()
        return count
    }

    /// The number of sequences of an author that are noted.
    func count(ofAuthor author: Int64) throws(StoreError) -> Int {
        var count = 0
        try connection.statement("SELECT bits FROM ended_block WHERE author = ?")
            .bind(author, at: 1).forEachRow { row throws(StoreError) in
                count += Self.count(try Self.bits(row, 0))
                return true
            }
        return count
    }

    private static func count(_ bits: [UInt8]) -> Int {
        bits.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    /// The parts of a range in which nothing has expired.
    func without(
        _ range: ClosedRange<UInt64>,
        ofAuthor author: Int64
    ) throws(StoreError) -> [ClosedRange<UInt64>] {
        var parts: [ClosedRange<UInt64>] = []
        // None behind the greatest number there is.
        var next: UInt64? = range.lowerBound
        try connection.statement(
            """
            SELECT block, bits FROM ended_block
            WHERE author = ?1 AND block BETWEEN ?2 AND ?3 ORDER BY block
            """
        )
        .bind(author, at: 1).bind(SequenceBlock.number(holding: range.lowerBound), at: 2)
        .bind(SequenceBlock.number(holding: range.upperBound), at: 3)
        .forEachRow { row throws(StoreError) in
            let first = SequenceBlock(number: row.int64(0)).firstSequence
            let bits = try Self.bits(row, 1)
            for index in 0..<SequenceBlock.countMax {
                let sequence = first + UInt64(index)
                guard bits[index / 8] & 1 << UInt8(index % 8) != 0, range.contains(sequence) else {
                    continue
                }
                if let next, next < sequence { parts.append(next...(sequence - 1)) }
                next = sequence == .max ? nil : sequence + 1
            }
            return true
        }
        if let next, next <= range.upperBound { parts.append(next...range.upperBound) }
        return parts
    }
}
