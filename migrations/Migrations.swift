/// One step from a version of the log's schema to the next.
public struct Migration: Hashable, Sendable {
    /// The schema version after this step, from 1 on.
    public let version: Int
    /// The name of its file, without the ending.
    public let name: String
    /// The statements, as UTF-8 text, to be executed in one transaction.
    public let sql: [UInt8]
    /// The digest of the schema that the steps up to this one make; `nil` where it is not written down.
    ///
    /// It follows from the steps (see `DatabaseSchema`), and a test holds that. Written down, it saves
    /// each start the time of taking the steps, and a log stays readable if a later SQLite words the
    /// tables that a step alters in another way.
    public let schemaDigest: String?

    /// Makes a step; the version must be one more than that of the step before.
    public init(version: Int, name: String, sql: [UInt8], schemaDigest: String? = nil) {
        self.version = version
        self.name = name
        self.sql = sql
        self.schemaDigest = schemaDigest
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
            sql: PackageResources.v0001_message_log_sql,
            schemaDigest: "e1dcf631a590a8886d57b24764a4ec520add7fcdb9812e19185b1e6312c5c252"
        ),
        Migration(
            version: 2,
            name: "v0002_narrow_messages",
            sql: PackageResources.v0002_narrow_messages_sql,
            schemaDigest: "5e4ec9cd796d8c2fe1de64a53abfddcb5c2de45e7c5492a9e029390f6deb2939"
        ),
        Migration(
            version: 3,
            name: "v0003_retention",
            sql: PackageResources.v0003_retention_sql,
            schemaDigest: "483f7569f687bc45411e90df2612d3ca6cd6db998aebfc35dd8fd8121f28b89d"
        ),
        Migration(
            version: 4,
            name: "v0004_run_identity",
            sql: PackageResources.v0004_run_identity_sql,
            schemaDigest: "b334472b5efaab078f61daa0c36ad88852f2daf2aa566daa153e2eaf96ef5ee7"
        ),
        Migration(
            version: 5,
            name: "v0005_peer_status",
            sql: PackageResources.v0005_peer_status_sql,
            schemaDigest: "fb99d254317decbf3190da67a850390762748dc9bae506d907a9dd069e20ce57"
        ),
        Migration(
            version: 6,
            name: "v0006_file_mark",
            sql: PackageResources.v0006_file_mark_sql,
            schemaDigest: "e35e15ea53e0bd7057838e6bb3fdce97c86db501ff66cf9b6792226d607fa0ec"
        ),
        Migration(
            version: 7,
            name: "v0007_unchecked_messages",
            sql: PackageResources.v0007_unchecked_messages_sql,
            schemaDigest: "5b77731af8c721623f2134e2a0bf1d8ef45e0f7f65276c4a911d1d32d08e5441"
        ),
        Migration(
            version: 8,
            name: "v0008_network",
            sql: PackageResources.v0008_network_sql,
            schemaDigest: "e9d2ef04769abe4dffaf420fd7470bb2a4620194932b52cad9b7209ef53501dc"
        ),
        Migration(
            version: 9,
            name: "v0009_cuts",
            sql: PackageResources.v0009_cuts_sql,
            schemaDigest: "fe9d0d645f514559756b0704dbf3ed3c07ae38796e99181a0d3995d8c634fdd4"
        ),
        Migration(
            version: 10,
            name: "v0010_strikes",
            sql: PackageResources.v0010_strikes_sql,
            schemaDigest: "0d4b09c6624ec8d22f4373096d8ddc46ad68a6a1fc6761fe003b2ce58bea7507"
        ),
        Migration(
            version: 11,
            name: "v0011_authors",
            sql: PackageResources.v0011_authors_sql,
            schemaDigest: "b38ea7f815d469e2c1cca6a054f9f73c69c0c54c4b297ef329e0ba9c6717b975"
        ),
        Migration(
            version: 12,
            name: "v0012_guests",
            sql: PackageResources.v0012_guests_sql,
            schemaDigest: "01b756ac2787087ef254b9a93bd7e9eebe57a61ae093020bb52d2401b0952843"
        ),
    ]
}
