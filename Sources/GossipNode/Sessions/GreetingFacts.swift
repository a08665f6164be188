import GossipWire

/// The facts that this node tells of itself at the beginning of a stream.
struct GreetingFacts {
    let node: AuthorKey
    let incarnation: LogIncarnation

    func greeting(
        _ purpose: SyncGreeting.Purpose,
        token: AddressToken,
        keeping scope: Scope,
        lastArrival: UInt64
    ) -> SyncGreeting {
        SyncGreeting(
            purpose: purpose,
            node: node,
            token: token,
            incarnation: incarnation,
            scope: scope,
            arrival: lastArrival
        )
    }
}
