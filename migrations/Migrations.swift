/// One step from a version of the log's schema to the next.
public struct Migration: Sendable {
    /// The schema version after this step, from 1 on.
    public let version: Int
    /// The name of its file, without the ending.
    public let name: String
    /// The statements, as UTF-8 text, to be executed in one transaction.
    public let sql: [UInt8]

    /// Makes a step; the version must be one more than that of the step before.
    public init(version: Int, name: String, sql: [UInt8]) {
        self.version = version
        self.name = name
        self.sql = sql
    }
}

/// The steps that lead from an empty file to the newest schema.
///
/// Forward only. A step that has been released is never changed again: its checksum is kept in
/// every log it was applied to, and a log with another one is refused.
public enum Migrations {
    /// All steps in the order of their versions, which are 1, 2, 3 … without a hole.
    public static let all: [Migration] = [
        Migration(
            version: 1,
            name: "v0001_message_log",
            sql: PackageResources.v0001_message_log_sql
        ),
        Migration(
            version: 2,
            name: "v0002_narrow_messages",
            sql: PackageResources.v0002_narrow_messages_sql
        ),
        Migration(
            version: 3,
            name: "v0003_retention",
            sql: PackageResources.v0003_retention_sql
        ),
        Migration(
            version: 4,
            name: "v0004_run_identity",
            sql: PackageResources.v0004_run_identity_sql
        ),
        Migration(
            version: 5,
            name: "v0005_peer_status",
            sql: PackageResources.v0005_peer_status_sql
        ),
    ]
}
