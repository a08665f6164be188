import GossipStore
import GossipWire
import Negentropy
import TestSupport
import Testing

@testable import GossipStore

@Suite("Runs") struct RunTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("Each run is noted with its start and end")
    func eachRunIsNotedWithItsStartAndEnd() throws {
        let path = folder.file("a.sqlite")
        let first = try MessageLog.open(path: path, at: 100, version: "1.2.3")
        try first.append(try Samples.run(count: 4))
        try first.close(clean: true, at: 200)
        let second = try MessageLog.open(path: path, at: 300, version: "1.2.4")
        let runs = try LogReader.open(path: path).runs()
        #expect(runs.map(\.number) == [1, 2])
        #expect(runs.map(\.startedMilliseconds) == [100, 300])
        #expect(runs.map(\.endedMilliseconds) == [200, nil])
        #expect(runs.map(\.isClean) == [true, false])
        #expect(runs.map(\.version) == ["1.2.3", "1.2.4"])
        #expect(runs.map(\.messagesAtStart) == [0, 4])
        #expect(runs.map(\.arrivalAtStart) == [0, 4])
        #expect(runs.allSatisfy { $0.processID == LogFile.processID })
        #expect(second.run == 2)
    }

    @Test("A run is of a node whose name the log then knows")
    func aRunIsOfANodeWhoseNameTheLogThenKnows() throws {
        let path = folder.file("a.sqlite")
        for (name, time) in [("anna", 100), ("annabel", 300), ("", 500)] as [(String, UInt64)] {
            let log = try MessageLog.open(path: path, at: time)
            try log.identifyRun(node: try Samples.key(1), name: name)
            try log.close(clean: true, at: time + 100)
        }
        let reader = try LogReader.open(path: path)
        #expect(try reader.runs().map(\.name) == ["anna", "annabel", nil])
        #expect(try reader.runs().allSatisfy { try $0.node == Samples.key(1) })
        // A run without a name does not take the name away.
        #expect(try reader.authorNames() == [Samples.key(1): "annabel"])
    }

    @Test("A run that ends in trouble is not clean")
    func aRunThatEndsInTroubleIsNotClean() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 100)
        try log.close(clean: false, at: 200)
        let run = try #require(try LogReader.open(path: log.path).runs().first)
        #expect(!run.isClean)
        #expect(run.endedMilliseconds == 200)
    }

    @Test("Catch-ups are kept with their proof")
    func catchUpsAreKeptWithTheirProof() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.append(try Samples.run(count: 10))
        let peer = try log.peerNumber(
            for: PeerIdentity(address: "127.0.0.1:1", node: try Samples.key(4))
        )
        let proof = EqualityProof(
            count: 10,
            fingerprint: log.snapshot().fingerprint,
            milliseconds: 119
        )
        var record = CatchUpRecord(
            run: log.run,
            peer: peer,
            startedMilliseconds: 100,
            endedMilliseconds: 120,
            needed: 10,
            received: 10,
            sent: 3,
            roundTrips: 2,
            proof: proof
        )
        try log.recordCatchUp(record)
        let proved = record
        record.peer = nil
        record.proof = nil
        try log.recordCatchUp(record)
        let reader = try LogReader.open(path: log.path)
        #expect(try reader.catchUps() == [proved, record])
        #expect(try reader.peer(peer)?.identity.address == "127.0.0.1:1")
    }

    /// A node takes the log for the one it left when a tool has pruned or filled it meanwhile, and not
    /// when another node has.
    @Test("A tool's run keeps the token that the node left")
    func aToolsRunKeepsTheTokenThatTheNodeLeft() throws {
        let path = folder.file("token.sqlite")
        func run(keepsRunToken: Bool) throws -> (before: [UInt8]?, own: [UInt8]) {
            let log = try MessageLog.open(path: path, at: 1, keepsRunToken: keepsRunToken)
            defer { try? log.close(clean: true, at: 2) }
            return (log.previousRunToken, log.runToken)
        }
        let first = try run(keepsRunToken: true)
        #expect(first.before == nil)
        let node = try run(keepsRunToken: false)
        #expect(node.before == first.own)
        #expect(node.own != first.own)
        let tools = try [run(keepsRunToken: true), run(keepsRunToken: true)]
        #expect(tools.allSatisfy { $0.own == node.own && $0.before == node.own })
        let again = try run(keepsRunToken: false)
        #expect(again.before == node.own)
        #expect(again.own != node.own)
    }
}
