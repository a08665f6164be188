internal import GossipCore

/// Draws from a source of random numbers.
extension SplitMix64 {
    /// True with the probability `share`.
    mutating func happens(_ share: Double) -> Bool {
        Double(next() >> 11) / Double(1 << 53) < share
    }

    /// One of the values, drawn evenly.
    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int(next() % UInt64(values.count))]
    }

    /// A number in a range, drawn evenly.
    mutating func draw(_ range: ClosedRange<UInt64>) -> UInt64 {
        range.lowerBound + next() % (range.upperBound - range.lowerBound + 1)
    }

    /// Random bytes, as many as asked for.
    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            withUnsafeBytes(of: next()) { bytes.append(contentsOf: $0) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
