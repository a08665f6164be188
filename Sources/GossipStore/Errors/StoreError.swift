/// A failure of the store: the action, the file, the reason, and the next step.
public struct StoreError: Error, Hashable, Sendable {
    /// The kind of failure, for deciding on.
    public let code: Code
    /// The failed action in the words of the sentence, such as "open the log".
    public let action: String
    /// The file it was tried on.
    public let path: String
    /// Why it failed.
    public let reason: String
    /// The next step, in whole sentences; empty when there is nothing to advise.
    public let hint: String
    /// The statement that failed, only where the fault is the program's own.
    public let sql: String?

    package init(
        _ code: Code,
        _ action: String,
        _ path: String,
        reason: String,
        hint: String = "",
        sql: String? = nil
    ) {
        self.code = code
        self.action = action
        self.path = path
        self.reason = reason
        self.hint = hint
        self.sql = sql
    }
}

extension StoreError {
    /// Kinds of trouble.
    public enum Code: Hashable, Sendable {
        /// Another connection held the file for longer than the bounded wait. Can be tried again.
        case busy
        /// No space is left. The transaction has been rolled back; it can be tried again later.
        case full
        /// Reading, writing or syncing failed. Never tried again: the log takes no more writes.
        case io
        /// The file is damaged. The log takes no more writes.
        case corrupt
        /// The file is no log of this program.
        case notALog
        /// The log was written by a newer program.
        case newerVersion
        /// The log has an older schema, which only the node brings up to date.
        case olderVersion
        /// A migration that made this log had another text than this program's.
        case changedMigration
        /// Another node uses the log.
        case locked
        /// There is no such file.
        case missing
        /// The file or its folder may not be read.
        case unreadable
        /// The file or its folder may not be written.
        case unwritable
        /// The snapshot describes messages that were pruned since. Take a new one.
        case outdated
        /// The caller asked for something without sense.
        case misuse
        /// A fault of this program.
        case internalFault
    }
}

extension StoreError: CustomStringConvertible {
    /// The sentence a person reads.
    public var description: String {
        var text = "cannot \(action) \(path): \(reason)."
        if !hint.isEmpty { text += " \(hint)" }
        if let sql { text += " (\(sql))" }
        return text
    }
}
