import StoreTrials
import TestSupport
import Testing

@testable import GossipStore

/// Bits turned over and files cut off: found, never served, and what is left can be saved.
@Suite("Damage") struct DamageTests {
    private static let copiesOfALog = 260

    @Test("A schema that is damaged is called damaged, and no fault of the program")
    func aSchemaThatIsDamagedIsCalledDamagedAndNoFaultOfTheProgram() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.sqlite")
        try MessageLog.open(path: path, at: 1).close(clean: true, at: 2)
        var bytes = try FileBytes.read(path)
        let column = Array("delay_ms".utf8)
        // Also where a migration has left the text of before it.
        let offsets = bytes.indices.filter { bytes[$0...].starts(with: column) }
        try #require(!offsets.isEmpty)
        for offset in offsets { bytes[offset] ^= 1 }
        try FileBytes.write(bytes, to: path)
        let error = try #require(throws: StoreError.self) {
            try MessageLog.open(path: path, at: 3)
        }
        #expect(error.code == .corrupt)
        #expect(error.reason.contains("the table \"message\""))
    }

    /// `tools/trial damage` takes thousands.
    @Test("A damaged log is found out and never serves what nobody wrote", arguments: 0..<4)
    func aDamagedLogIsFoundOutAndNeverServesWhatNobodyWrote(part: Int) throws {
        let trial = try DamageTrial(seed: UInt64(part))
        var total = DamageReport()
        for seed in 0..<Self.copiesOfALog {
            do {
                total += try trial.run(
                    seed: UInt64(part * 1_000 + seed),
                    // Ten of each log: their signatures are what takes the time.
                    salvages: seed.isMultiple(of: Self.copiesOfALog / 10)
                )
            } catch {
                Issue.record("log \(part), damage \(part * 1_000 + seed): \(error)")
            }
        }
        #expect(total.copies == Self.copiesOfALog)
        #expect(total.refused > 0)
        #expect(total.metInReading + total.foundByVerify > 0)
        #expect(total.saved > total.savable / 2)
    }
}
