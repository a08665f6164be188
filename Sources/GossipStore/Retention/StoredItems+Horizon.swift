internal import Negentropy

extension StoredItems {
    /// The earliest horizon that leaves no more than so many messages, except further ones of the
    /// same millisecond; 0 when there are no more.
    public func horizon(leaving count: Int) throws(StoreError) -> UInt64 {
        guard self.count > count else { return 0 }
        guard count > 0 else { return try item(at: self.count - 1).timestamp + 1 }
        return try item(at: self.count - count).timestamp
    }

    /// The horizon that brings a log of so many bytes to nineteen twentieths of a limit, on the
    /// average of its messages; 0 when it is not above the limit.
    public func horizon(bringing bytes: UInt64, below limit: UInt64) throws(StoreError) -> UInt64 {
        guard bytes > limit else { return 0 }
        let share = Double(limit) * 0.95 / Double(bytes)
        // Messages of one millisecond cannot be told apart: then a little more goes.
        let horizon = try self.horizon(leaving: Int(share * Double(count)))
        let first = count > 0 ? try item(at: 0).timestamp : 0
        return max(horizon, first + 1)
    }

    /// The number of messages before a horizon.
    public func count(before horizon: UInt64) throws(StoreError) -> Int {
        try lowerBound(Bound(timestamp: horizon), in: 0..<count)
    }
}
