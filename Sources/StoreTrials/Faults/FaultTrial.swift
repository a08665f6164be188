internal import GossipStore
internal import GossipWire

/// A short life of a log, which appends, checkpoints, prunes and lets messages end, lived again and again,
/// each time with trouble one operation later: at the first read, the second, … to the last.
///
/// After each strike the log must behave as it is documented to:
///
/// | trouble | what is thrown | then |
/// |---|---|---|
/// | read, write or sync fails | `io` | nothing more is written; opened again, all is there |
/// | full disk | `full` | reads go on; with space, the same batch is stored, the same step taken |
/// | locked | `busy`, after a bounded wait | reads go on; unlocked, the same is done |
package struct FaultTrial {
    /// From which state the life begins.
    package enum Start: Sendable, CaseIterable {
        /// No file.
        case new
        /// A log of the first version, to be copied and migrated.
        case version1
        /// One of the second.
        case version2
        /// A log whose node was killed while it pruned: its write-ahead log is to be recovered.
        case killed
    }

    static let path = "log"
    /// SQLite's wait for a busy file, together with the waits between its tries.
    private static let waitMicrosecondsMax = 12_000_000

    let trouble: DiskFault.Trouble
    let lasts: Bool
    let start: Start

    package init(_ trouble: DiskFault.Trouble, lasts: Bool, from start: Start) {
        self.trouble = trouble
        self.lasts = lasts
        self.start = start
    }

    /// Lives until the trouble comes later than the life's last operation, with each `stride`-th
    /// operation; throws ``TrialFailure`` when the log behaves otherwise than it says.
    package func run(stride: Int = 1) throws -> FaultReport {
        var report = FaultReport()
        var operation = 1
        let start = try FaultedStart(start)
        while true {
            do {
                var life = FaultedLife(self, from: start, at: operation)
                guard try life.run(&report) else { return report }
                report.longestWaitMicroseconds =
                    max(report.longestWaitMicroseconds, life.disk.sleptMicroseconds)
                guard life.disk.sleptMicroseconds <= Self.waitMicrosecondsMax * (lasts ? 20 : 1)
                else { throw TrialFailure("waited \(life.disk.sleptMicroseconds) µs for a lock") }
            } catch let failure as TrialFailure {
                throw TrialFailure(
                    "\(trouble) \(lasts ? "from" : "at") operation \(operation)\(lasts ? " on" : ""), "
                        + "log \(self.start): \(failure)"
                )
            }
            operation += stride
        }
    }

    /// Opens the log of a life as a node does.
    static func open(on disk: TrialDisk) throws -> MessageLog {
        let log = try MessageLog.open(path: path, at: 2_000_000, on: disk.log)
        log.makeCheckpointsDue(everyPages: 30)
        return log
    }

    /// True for an error that names the trouble.
    func accepts(_ error: StoreError) -> Bool {
        switch trouble {
        case .readError, .writeError, .syncError: error.code == .io
        case .fullDisk: error.code == .full
        case .locked: error.code == .busy
        }
    }

    /// True when the log takes nothing more afterwards.
    var isFatal: Bool { trouble != .fullDisk && trouble != .locked }
}
