import GossipWire

/// What this node says of itself at the beginning of a stream.
struct GreetingFacts {
    let node: AuthorKey
    let port: UInt16
    let incarnation: LogIncarnation
    let horizon: UInt64

    func greeting(
        _ purpose: SyncGreeting.Purpose,
        token: AddressToken,
        lastArrival: Int64
    ) -> SyncGreeting {
        SyncGreeting(
            purpose: purpose,
            node: node,
            token: token,
            port: port,
            incarnation: incarnation,
            horizon: horizon,
            arrival: UInt64(clamping: lastArrival)
        )
    }
}
