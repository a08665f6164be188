import Foundation
import GossipSimulator
import Testing

@Suite("Simulation") struct SimulationTests {
    @Test("Six nodes without faults end with the same log")
    func classroom() {
        let result = Simulation(Scenario(seed: 1)).run()
        #expect(result.violations == [])
        #expect(result.acknowledged == 100)
    }

    @Test("Every drawn run keeps its promises", arguments: UInt64(20)...22)
    func drawn(seed: UInt64) {
        #expect(Simulation(.drawn(from: seed)).run().violations == [])
    }

    @Test(
        "Runs keep their promises in which a rotation is lost, and in which only served sessions prove",
        arguments: [UInt64(23_849), 22_044]
    )
    func found(seed: UInt64) {
        #expect(Simulation(.drawn(from: seed)).run().violations == [])
    }

    @Test("The honest nodes end equal whatever a liar does", arguments: UInt64(1)...2)
    func hostile(seed: UInt64) {
        var scenario = Scenario(seed: seed)
        scenario.hostileCount = 2
        scenario.messageCount = 40
        scenario.settleSeconds = 180
        let result = Simulation(scenario).run()
        #expect(result.violations == [])
        #expect(result.acknowledged == 40)
    }

    @Test("An author whose log is restored or lost uses no number twice", arguments: UInt64(1)...2)
    func restored(seed: UInt64) {
        var scenario = Scenario(seed: seed)
        scenario.crashCount = 6
        scenario.restore = 0.6
        scenario.logLoss = 0.4
        scenario.settleSeconds = 180
        #expect(Simulation(scenario).run().violations == [])
    }

    @Test("Nodes that keep different parts keep their promises", arguments: UInt64(1)...2)
    func retention(seed: UInt64) {
        var scenario = Scenario(seed: seed)
        scenario.retentionLimits = [
            1: RetentionLimits(ageMillisecondsMax: 8_000),
            3: RetentionLimits(ageMillisecondsMax: 15_000),
            4: RetentionLimits(bytesMax: 8_000),
        ]
        scenario.lifetimeShare = 0.4
        scenario.clockGraceMilliseconds = 1_000
        scenario.pruneCountMax = 4
        scenario.quietSeconds = 20
        scenario.settleSeconds = 180
        scenario.loss = 0.1
        scenario.crashCount = 4
        scenario.partitionCount = 3
        let result = Simulation(scenario).run()
        #expect(result.violations == [])
        #expect(result.pruned > 200)
    }

    @Test("Nodes that block authors keep their promises", arguments: UInt64(1)...4)
    func blocks(seed: UInt64) {
        var scenario = Scenario(seed: seed)
        scenario.blocks = [
            .init(node: 1, author: 0, startMilliseconds: 5_000),
            .init(node: 2, author: 3, startMilliseconds: 4_000, endMilliseconds: 12_000),
            .init(node: 4, author: 0, startMilliseconds: 9_000, keepsPast: true),
        ]
        scenario.pruneCountMax = 4
        scenario.settleSeconds = 240
        scenario.loss = 0.1
        scenario.crashCount = 4
        scenario.partitionCount = 3
        let result = Simulation(scenario).run()
        #expect(result.violations == [])
        #expect(result.pruned > 0)
    }

    @Test("Nodes agree while one prunes a long log, a message at a time")
    func longPruning() {
        var scenario = Scenario(seed: 1)
        scenario.historyCount = 400
        scenario.historyGaps = 0.3
        scenario.retentionLimits[0] = RetentionLimits(ageMillisecondsMax: 900_000)
        scenario.retentionLimits[1] = RetentionLimits(ageMillisecondsMax: 1_800_000)
        scenario.clockGraceMilliseconds = 500
        scenario.pruneCountMax = 1
        scenario.commitMicroseconds = 100_000...200_000
        scenario.delayMicroseconds = 100_000...500_000
        scenario.settleSeconds = 100
        let result = Simulation(scenario).run()
        #expect(result.violations == [])
        // One message a step, the whole pruning would take minutes.
        #expect(result.pruned < 400)
    }

    @Test("A clock that jumps moves no bound before it is believed", arguments: UInt64(1)...2)
    func jumpingClocks(seed: UInt64) {
        var scenario = Scenario(seed: seed)
        for number in 0..<6 { scenario.retentionLimits[number] = RetentionLimits(bytesMax: 12_000) }
        scenario.lifetimeShare = 0.4
        scenario.clockJumpCount = 4
        scenario.clockGraceMilliseconds = scenario.faultSeconds * 1_000
        scenario.quietSeconds = 40
        scenario.settleSeconds = 180
        let result = Simulation(scenario).run()
        #expect(result.violations == [])
        #expect(result.pruned > 100)
    }

    @Test("The same seed gives the same trace in two processes")
    func deterministic() throws {
        let first = try simulate("--first", "22", "--seeds", "2")
        #expect(first.contains("2 passed, 0 failed"))
        #expect(try simulate("--first", "22", "--seeds", "2", "--threads", "1") == first)
    }

    @Test("A story begins with what the run is like and ends with its judgement")
    func story() throws {
        let lines = try simulate("--seed", "22", "--trace").split(separator: "\n")
        #expect(try #require(lines.first).contains("nodeCount"))
        #expect(lines.contains { $0.hasPrefix("seed 22: equal") })
    }

    /// The output of the executable that is built beside the tests.
    private func simulate(_ arguments: String...) throws -> String {
        let process = Process()
        let tests = URL(fileURLWithPath: CommandLine.arguments[0])
        let folders = sequence(first: tests.deletingLastPathComponent()) { folder in
            folder.path == "/" ? nil : folder.deletingLastPathComponent()
        }
        let candidates = folders.map { $0.appendingPathComponent("gossip-simulate") }
        let program = candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
        let found: URL = try #require(program)
        process.executableURL = found
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
