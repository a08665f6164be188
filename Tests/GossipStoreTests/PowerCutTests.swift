import GossipStore
import StoreTrials
import TestSupport
import Testing

@testable import GossipStore

/// A power cut at any moment loses nothing that was acknowledged and brings back nothing that was
/// pruned.
@Suite("Power cuts") struct PowerCutTests {
    private static let lives = 96
    private static let cutsOfALife = 28

    @Test(
        "What was acknowledged is there, and what was pruned is not, after each cut",
        arguments: 0..<8
    )
    func whatWasAcknowledgedIsThereAndWhatWasPrunedIsNotAfterEachCut(part: Int) throws {
        var total = PowerCutReport()
        for seed in (part * Self.lives / 8)..<((part + 1) * Self.lives / 8) {
            do {
                var trial = PowerCutTrial(seed: UInt64(seed))
                total += try trial.run(cuts: Self.cutsOfALife)
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
        #expect(total.cuts == Self.lives / 8 * Self.cutsOfALife)
        #expect(total.acknowledged > 500)
        #expect(total.cutsWhileOpening > 0)
        #expect(total.cutsInCheckpoint > 0)
        #expect(total.cutsInPruning > 0)
        #expect(total.pruned > 100)
        #expect(total.refused > 50)
        #expect(total.migrations > 0)
    }

    /// The file of every earlier version is brought up to date, or is as it was.
    @Test(
        "A migration is whole or not begun, after a cut anywhere in it",
        arguments: ["v0001", "v0002", "v0003"]
    )
    func aMigrationIsWholeOrNotBegunAfterACutAnywhereInIt(version: String) throws {
        let trial = MigrationTrial(
            file: try FileBytes.read(FixtureLog.path(version)),
            holding: try FixtureLog.messages()
        )
        let cuts = try trial.run(losses: 3)
        #expect(cuts > 150)
    }

    /// The trial itself can fail: without a sync in each commit, as SQLite does with NORMAL, it finds
    /// what is lost.
    @Test("A log that does not sync its commits is found out")
    func aLogThatDoesNotSyncItsCommitsIsFoundOut() {
        var failures: [String] = []
        for seed in 0..<20 {
            do {
                var trial = PowerCutTrial(seed: UInt64(seed)) { log in
                    try log.connection.execute("PRAGMA synchronous = NORMAL")
                }
                _ = try trial.run(cuts: 28)
            } catch {
                failures.append("\(error)")
            }
        }
        #expect(failures.contains { $0.contains("acknowledged messages are lost") })
    }
}
