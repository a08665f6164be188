import StoreTrials
import Testing

/// Trouble of the disk at every operation of a short life, once and for good, is what it is documented
/// to be.
@Suite("Faults") struct FaultTests {
    /// Not every operation of those that are many: `tools/trial faults` takes all.
    private func run(
        _ trouble: DiskFault.Trouble,
        _ start: FaultTrial.Start,
        stride: Int = 1
    ) throws -> Int {
        try [false, true].reduce(0) {
            try $0 + FaultTrial(trouble, lasts: $1, from: start).run(stride: stride).strikes
        }
    }

    @Test("A read that fails stops the log", arguments: FaultTrial.Start.allCases)
    func aReadThatFailsStopsTheLog(start: FaultTrial.Start) throws {
        #expect(try run(.readError, start, stride: 5) > 20)
    }

    @Test("A write that fails stops the log", arguments: FaultTrial.Start.allCases)
    func aWriteThatFailsStopsTheLog(start: FaultTrial.Start) throws {
        #expect(try run(.writeError, start, stride: 13) > 30)
    }

    @Test(
        "A sync that fails stops the log and is not tried again",
        arguments: FaultTrial.Start.allCases
    )
    func aSyncThatFailsStopsTheLogAndIsNotTriedAgain(start: FaultTrial.Start) throws {
        #expect(try run(.syncError, start) > 20)
    }

    @Test("A full disk loses nothing and the log goes on", arguments: FaultTrial.Start.allCases)
    func aFullDiskLosesNothingAndTheLogGoesOn(start: FaultTrial.Start) throws {
        #expect(try run(.fullDisk, start, stride: 13) > 30)
    }

    @Test("A lock is waited for so long and not longer", arguments: FaultTrial.Start.allCases)
    func aLockIsWaitedForSoLongAndNotLonger(start: FaultTrial.Start) throws {
        #expect(try run(.locked, start, stride: 5) > 15)
    }
}
