import GossipStore
import GossipWire

extension LogReader {
    /// The greatest time of a message, in milliseconds since 1970; nil in an empty log.
    func newestTime() throws -> UInt64? {
        var query = LogQuery()
        query.newestFirst = true
        query.limit = 1
        var time: UInt64?
        try forEachSummary(query) { summary in
            time = summary.id.time
            return false
        }
        return time
    }
}
