internal import CSQLite

/// Trouble that a disk makes at some operation.
package struct DiskFault: Sendable {
    /// Kinds of operations, as SQLite asks for them.
    package enum Operation: Sendable, CaseIterable {
        case open, read, write, truncate, sync, delete, lock

        /// True for an operation that changes the bytes after a power cut.
        var isChange: Bool {
            self == .write || self == .truncate || self == .sync || self == .delete
        }
    }

    /// A kind of failure.
    package enum Trouble: Sendable, CaseIterable {
        case readError, writeError, syncError, fullDisk, locked

        /// The operations it strikes.
        package var operations: Set<Operation> {
            switch self {
            case .readError: [.read]
            case .writeError: [.write, .truncate, .delete]
            case .syncError: [.sync]
            case .fullDisk: [.write]
            case .locked: [.lock]
            }
        }

        func code(at operation: Operation) -> Int32 {
            switch (self, operation) {
            case (.fullDisk, _): SQLITE_FULL
            case (.locked, _): SQLITE_BUSY
            case (_, .read): SQLITE_IOERR | 1 << 8
            case (_, .sync): SQLITE_IOERR | 4 << 8
            case (_, .truncate): SQLITE_IOERR | 6 << 8
            case (_, .delete): SQLITE_IOERR | 10 << 8
            default: SQLITE_IOERR | 3 << 8
            }
        }
    }

    /// The failure.
    package let trouble: Trouble
    /// The operation it first strikes, of those it concerns, counted from 1.
    package let first: Int
    /// True when it goes on; otherwise it is over after once.
    package let lasts: Bool
    /// The number of operations so far that it concerns.
    package private(set) var seen = 0

    package init(_ trouble: Trouble, at first: Int, lasts: Bool) {
        self.trouble = trouble
        self.first = first
        self.lasts = lasts
    }

    /// True once it has struck.
    package var hasStruck: Bool { seen >= first }

    /// Counts an operation, and gives the code it fails with.
    mutating func strike(_ operation: Operation) -> Int32? {
        guard trouble.operations.contains(operation) else { return nil }
        seen += 1
        guard lasts ? seen >= first : seen == first else { return nil }
        return trouble.code(at: operation)
    }
}
