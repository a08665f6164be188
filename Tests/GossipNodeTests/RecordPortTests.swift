import GossipCore
import GossipStore
import GossipWire
import NIOCore
import TestSupport
import Testing

@testable import GossipNode

/// Records of the network, which a member sends before any session.
@Suite("The port of a node, before a session", .hangGuard)
struct RecordPortTests {
    private let folder: TemporaryFolder
    private let path: String
    private let member: Identity

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("a.sqlite")
        member = try #require(Identity(seed: [UInt8](repeating: 2, count: 32)))
        _ = try FoundedNetwork(onLog: path, named: "anna", version: "test")
        let order = MembershipOrder.admit(member.author, name: "ben", .member)
        _ = try MembershipEdit(onLog: path, order, version: "test")
    }

    /// The member on its channels, with other records than the node.
    private func channels() throws -> ChannelConfiguration {
        let reader = try LogReader.open(path: path)
        let network = try #require(try reader.network())
        // Without the founder's own pass.
        let records = try reader.networkRecords().filter { record in
            if case .pass(let pass) = record { pass.node == member.author } else { true }
        }
        let roster: Roster? = Roster(of: network, records: records)
        return ChannelConfiguration(
            of: member,
            in: network,
            keys: try NetworkKeyFile(besideLog: path).require(),
            members: roster
        )
    }

    /// A record that nobody has signed.
    private func forgery(in network: NetworkID) throws -> NetworkRecord {
        let pass = Pass(
            signedBy: member,
            network: network,
            node: AuthorKey(1, 2, 3, 4),
            role: .member,
            epoch: 1,
            name: ""
        )
        var bytes = NetworkRecord.pass(pass).encoded
        bytes[bytes.count - 1] ^= 1
        return try NetworkRecord(decoding: bytes)
    }

    private func send(_ frames: [SyncFrame], to node: RunningNode, hangsUp: Bool) async throws {
        let client = SealedClient(
            try channels(),
            contents: frames.flatMap { $0.encode() },
            hangsUp: hangsUp
        )
        let port = Int(node.address.port)
        _ = try await client.run(to: SocketAddress(ipAddress: "127.0.0.1", port: port))
    }

    @Test(
        "A forged record is a deed of the key that sent it, also when it hangs up at once",
        arguments: [false, true]
    )
    func forged(hangsUp: Bool) async throws {
        let node = try await RunningNode(path)
        let network = try channels().network
        let frames = [SyncFrame.recordIDs([]), .records([try forgery(in: network)])]
        try await send(frames, to: node, hangsUp: hangsUp)
        while try await node.node.status.drops["stream-forged"] == nil { await Task.yield() }
        try await node.stop()
        let log = try MessageLog.open(path: path, at: SystemClock.wallMilliseconds())
        let strikes = try log.strikes() as [StrikeRecord]
        #expect(strikes.map(\.node) == [member.author])
        #expect(strikes.first?.failedSessions == 1)
    }

    @Test("Who is muted for forged records is muted after a restart too, and turned away")
    func mute() async throws {
        var node = try await RunningNode(path)
        let network = try channels().network
        let frames = [SyncFrame.recordIDs([]), .records([try forgery(in: network)])]
        for _ in 0..<16 { try await send(frames, to: node, hangsUp: false) }
        try await node.stop()
        node = try await RunningNode(path)
        try await send(frames, to: node, hangsUp: false)
        let drops = try await node.node.status.drops
        #expect(drops["stream-busy"] == 1 && drops["stream-forged"] == nil, "\(drops)")
        try await node.stop()
        let log = try MessageLog.open(path: path, at: SystemClock.wallMilliseconds())
        let strikes = try log.strikes() as [StrikeRecord]
        #expect(strikes.map(\.strikes) == [1] && strikes[0].failedSessions == 16)
    }

    @Test("Records that count are none, and the session may begin")
    func honest() async throws {
        let node = try await RunningNode(path)
        let records = try LogReader.open(path: path).networkRecords()
        let frames = [SyncFrame.recordIDs([]), .records(records), .recordsEnd(nil)]
        try await send(frames, to: node, hangsUp: true)
        try await node.stop()
        let log = try MessageLog.open(path: path, at: SystemClock.wallMilliseconds())
        #expect(try (log.strikes() as [StrikeRecord]).isEmpty)
    }
}
