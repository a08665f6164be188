internal import CSQLite
internal import Glibc

/// The work that one statement may cost: steps of SQLite's machine, by the size of the file.
///
/// A crafted file can make SQLite go round for ever although its schema is right: pages that lead to each
/// other look like a table of 300^19 rows. No statement of this program takes more than some steps for
/// each byte of a sound file, so one that takes far more is stopped.
final class WorkBudget {
    /// Steps between two looks at the clock of steps: some milliseconds.
    private static let stepsPerTick: Int32 = 100_000
    /// Steps for each byte of the file: a look at each row takes about a twentieth of one.
    private static let stepsPerByte: Int64 = 16
    /// Bytes that a file may seem to have for each that it takes on the disk: file systems compress, and
    /// a hole costs nobody anything.
    private static let bytesPerStoredByte: Int64 = 8

    private let path: String
    /// Steps that a statement may take however small the file is: about a second.
    ///
    /// A variable for tests, which need not wait for so many.
    var stepsMin: Int64 = 50_000_000 {
        didSet { ticksMax = stepsMin / Int64(Self.stepsPerTick) }
    }
    /// Ticks that the statement under way has had.
    var spent: Int64 = 0
    private var ticksMax: Int64

    init(path: String) {
        self.path = path
        ticksMax = stepsMin / Int64(Self.stepsPerTick)
    }

    /// Has SQLite ask this budget, which must live as long as the connection.
    func watch(_ connection: OpaquePointer) {
        sqlite3_progress_handler(
            connection,
            Self.stepsPerTick,
            { context in
                guard let context else { return 0 }
                let budget = Unmanaged<WorkBudget>.fromOpaque(context).takeUnretainedValue()
                return budget.allowsAnotherTick() ? 0 : 1
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    private func allowsAnotherTick() -> Bool {
        spent += 1
        if spent <= ticksMax { return true }
        // A log grows while it is open: its size counts when it matters.
        let bytes = Self.bytes(of: path) + Self.bytes(of: path + "-wal")
        let steps = max(
            stepsMin,
            bytes.multipliedReportingOverflow(by: Self.stepsPerByte).partialValue
        )
        ticksMax = steps / Int64(Self.stepsPerTick)
        return spent <= ticksMax
    }

    /// Bytes that a file holds, as far as the disk has them; 0 where there is none.
    private static func bytes(of path: String) -> Int64 {
        var status = stat()
        guard stat(path, &status) == 0 else { return 0 }
        return min(Int64(status.st_size), Int64(status.st_blocks) * 512 * bytesPerStoredByte)
    }
}
