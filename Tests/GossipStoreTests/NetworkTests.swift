import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipStore

@Suite("The network of a log") struct NetworkTests {
    let folder: TemporaryFolder
    let path: String
    private let founder = Identity(number: 1)
    private let recovery = Identity(number: 2).author

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("a.sqlite")
    }

    private var network: NetworkID { NetworkID(founder: founder.author, recovery: recovery) }

    private var charter: NetworkRecord {
        .charter(
            Charter(
                signedBy: founder,
                founder: founder.author,
                recovery: recovery,
                epoch: 1,
                authors: .members
            )
        )
    }

    private func pass(_ number: UInt8, in network: NetworkID? = nil) -> NetworkRecord {
        .pass(
            Pass(
                signedBy: founder,
                network: network ?? self.network,
                node: Identity(number: number).author,
                role: .member,
                epoch: 1,
                name: "node \(number)"
            )
        )
    }

    private func open() throws -> MessageLog { try MessageLog.open(path: path, at: 1) }

    /// A closed log of the network, with a charter and two passes.
    private func makeLog() throws {
        let log = try open()
        try log.append(try Identity(number: 9).chain(20))
        try log.enter(network, with: [charter, pass(3), pass(4)])
        try log.close(clean: true, at: 2)
    }

    @Test("A new log belongs to none, and to one for good once it has entered it")
    func entering() throws {
        let log = try open()
        #expect(try log.network() == nil)
        #expect(try log.networkRecords().isEmpty)
        try log.enter(network, with: [charter, pass(3)])
        try log.enter(network, with: [pass(3), pass(4)])
        let other = NetworkID(high: 1, low: 2)
        let error = try #require(throws: StoreError.self) { try log.enter(other, with: []) }
        #expect(error.code == .misuse)
        #expect(error.reason == "it belongs to the network \(network)")
        #expect(try log.network() == network)
        try log.close(clean: true, at: 2)
        let reader = try LogReader.open(path: path)
        #expect(try reader.network() == network)
        #expect(try reader.networkRecords() == [charter, pass(3), pass(4)])
    }

    @Test("Records come and go in one step, and those of another network change nothing")
    func changing() throws {
        let log = try open()
        let early = try #require(throws: StoreError.self) {
            try log.saveNetworkRecords(adding: [pass(3)])
        }
        #expect(early.reason == "it belongs to no network")
        try log.enter(network, with: [charter, pass(3)])
        try log.saveNetworkRecords(adding: [pass(4)], dropping: [RecordID(of: pass(3).encoded)])
        #expect(try log.networkRecords() == [charter, pass(4)])
        let foreign = pass(5, in: NetworkID(high: 1, low: 2))
        let error = try #require(throws: StoreError.self) {
            try log.saveNetworkRecords(
                adding: [pass(5), foreign],
                dropping: [RecordID(of: pass(4).encoded)]
            )
        }
        #expect(error.code == .misuse)
        #expect(try log.networkRecords() == [charter, pass(4)])
        try log.saveNetworkRecords(adding: [])
    }

    @Test("A backup takes the records, and pruning leaves them")
    func kept() throws {
        try makeLog()
        let log = try open()
        while try !log.prune(before: .max >> 17).isDone {}
        #expect(log.count == 0)
        #expect(try log.networkRecords().count == 3)
        try LogReader.open(path: path).backUp(to: folder.file("copy"))
        let copy = try LogReader.open(path: folder.file("copy"))
        #expect(try copy.network() == network)
        #expect(try copy.networkRecords() == [charter, pass(3), pass(4)])
    }

    @Test("A salvage takes over what can be read and is signed")
    func salvage() throws {
        try makeLog()
        var encoded = pass(6).encoded
        encoded[60] ^= 1
        try insert(encoded)
        let report = try LogSalvage.run(from: path, to: folder.file("saved"), at: 1)
        #expect(report.saved == 20)
        let saved = try LogReader.open(path: folder.file("saved"))
        #expect(try saved.network() == network)
        #expect(try saved.networkRecords() == [charter, pass(3), pass(4)])
    }

    private func insert(_ encoded: [UInt8]) throws {
        let (id, bytes) = (RecordID(of: encoded).hex, Hexadecimal.encode(encoded))
        try CraftedLog.edit(
            path,
            "INSERT INTO network_record (id, encoded) VALUES (x'\(id)', x'\(bytes)')"
        )
    }

    @Test("A verification finds records that are none, foreign, unsigned, or under another id")
    func verification() throws {
        try makeLog()
        let sound = LogVerifier(try LogReader.open(path: path), depth: .full).run()
        #expect(sound.isSound)
        var unsigned = pass(6).encoded
        unsigned[60] ^= 1
        try insert(unsigned)
        try insert(pass(7, in: NetworkID(high: 1, low: 2)).encoded)
        try insert([1, 1])
        try CraftedLog.edit(
            path,
            "UPDATE network_record SET id = zeroblob(16) WHERE number = 2"
        )
        let found = LogVerifier(try LogReader.open(path: path), depth: .full).run()
        let findings = found.problems.filter { $0.check == .network }.map(\.finding)
        #expect(
            findings == [
                "record 2 of the network has another id than its bytes",
                "record 4 of the network is not signed by \(founder.author.hex)",
                "record 5 of the network is of another network: "
                    + "\(NetworkID(high: 1, low: 2))",
                "record 6 of the network is none",
            ]
        )
        let fast = LogVerifier(try LogReader.open(path: path), depth: .fast).run()
        #expect(fast.problems.count { $0.check == .network } == 3)
        #expect(throws: StoreError.self) { try LogReader.open(path: path).networkRecords() }
    }

    @Test("More records than a node keeps are neither read nor stored")
    func bound() throws {
        try makeLog()
        let filled = """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT \
            \(NetworkTable.recordCountMax - 3))
            INSERT INTO network_record (id, encoded) SELECT randomblob(16), x'00' FROM n
            """
        try CraftedLog.edit(path, filled)
        let log = try open()
        let error = try #require(throws: StoreError.self) {
            try log.saveNetworkRecords(adding: [pass(9)])
        }
        #expect(error.code == .misuse)
        try log.close(clean: true, at: 2)
        try CraftedLog.edit(
            path,
            "UPDATE network_record SET encoded = (SELECT encoded FROM network_record WHERE number = 1)"
        )
        try insert([0])
        var count = 0
        let table = NetworkTable(connection: try Connection(path: path, mode: .reader))
        let damaged = try #require(throws: StoreError.self) {
            try table.forEachRecord { _ in count += 1 }
        }
        #expect(damaged.code == .corrupt)
        #expect(count == NetworkTable.recordCountMax)
    }
}
