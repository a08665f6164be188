/// Which sequences of an author have ended by their own lifetime: they are no gaps.
///
/// A bit a message, so that a sensor with ten short-lived messages a second takes 40 MB a year; a
/// horizon takes them away too.
struct EndedTable {
    let connection: Connection

    /// Notes sequences of an author.
    func insert(_ sequences: [UInt64], ofAuthor author: Int64) throws(StoreError) {
        var blocks: [Int64: [UInt8]] = [:]
        for sequence in sequences {
            let number = SequenceBlock.number(holding: sequence)
            var bits: [UInt8]
            if let known = blocks[number] {
                bits = known
            } else {
                bits = try self.bits(ofBlock: number, ofAuthor: author)
            }
            let place = Int(sequence % UInt64(SequenceBlock.countMax))
            bits[place / 8] |= 1 << UInt8(place % 8)
            blocks[number] = bits
        }
        for (number, bits) in blocks.sorted(by: { $0.key < $1.key }) {
            try connection.statement(
                "REPLACE INTO ended_block (author, block, bits) VALUES (?1, ?2, ?3)"
            )
            .bind(author, at: 1).bind(number, at: 2).bind(bits, at: 3).run()
        }
    }

    private func bits(ofBlock number: Int64, ofAuthor author: Int64) throws(StoreError) -> [UInt8] {
        try connection.statement("SELECT bits FROM ended_block WHERE author = ?1 AND block = ?2")
            .bind(author, at: 1).bind(number, at: 2).firstRow { row in row.bytes(0) }
            ?? [UInt8](repeating: 0, count: SequenceBlock.countMax / 8)
    }

    /// Forgets the blocks below that of a sequence, and gives the number of sequences that are left.
    func removeBlocks(below sequence: UInt64, ofAuthor author: Int64) throws(StoreError) -> Int {
        try connection.statement("DELETE FROM ended_block WHERE author = ?1 AND block < ?2")
            .bind(author, at: 1).bind(SequenceBlock.number(holding: sequence), at: 2).run()
        return try count(ofAuthor: author)
    }

    /// How many sequences of an author have ended.
    func count(ofAuthor author: Int64) throws(StoreError) -> Int {
        var count = 0
        try connection.statement("SELECT bits FROM ended_block WHERE author = ?")
            .bind(author, at: 1).forEachRow { row in
                count += row.bytes(0).reduce(0) { $0 + $1.nonzeroBitCount }
                return true
            }
        return count
    }

    /// The parts of a range in which nothing has ended.
    func without(
        _ range: ClosedRange<UInt64>,
        ofAuthor author: Int64
    ) throws(StoreError) -> [ClosedRange<UInt64>] {
        var parts: [ClosedRange<UInt64>] = []
        var next = range.lowerBound
        try connection.statement(
            """
            SELECT block, bits FROM ended_block
            WHERE author = ?1 AND block BETWEEN ?2 AND ?3 ORDER BY block
            """
        )
        .bind(author, at: 1).bind(SequenceBlock.number(holding: range.lowerBound), at: 2)
        .bind(SequenceBlock.number(holding: range.upperBound), at: 3)
        .forEachRow { row in
            let first = SequenceBlock(number: row.int64(0)).firstSequence
            let bits = row.bytes(1)
            for place in 0..<SequenceBlock.countMax {
                let sequence = first + UInt64(place)
                guard bits[place / 8] & 1 << UInt8(place % 8) != 0, range.contains(sequence) else {
                    continue
                }
                if next < sequence { parts.append(next...(sequence - 1)) }
                next = sequence + 1
            }
            return true
        }
        if next <= range.upperBound { parts.append(next...range.upperBound) }
        return parts
    }
}
