internal import GossipMigrations

/// The owner of a file by its header and schema: this program, another one, or nobody yet.
struct LogIdentity {
    /// "GLOG": marks a file as a log of this program.
    static let applicationID = 0x474C_4F47

    /// The schema version; 0 for a file that holds nothing yet.
    let version: Int

    /// Reads and checks the header and the list of objects, before anything else of the file is read and
    /// anything is written; `steps` are the migrations that this program knows.
    init(of connection: Connection, steps: [Migration]) throws(StoreError) {
        let path = connection.path
        // All of one moment: a node may just be making the log.
        let (application, version, schema) = try connection.reading { () throws(StoreError) in
            (
                try connection.pragma("application_id"), try connection.pragma("user_version"),
                try DatabaseSchema(of: connection)
            )
        }
        self.version = version
        let newest = steps.last?.version ?? 0
        let isEmpty = application == 0 && version == 0 && schema.isEmpty
        guard isEmpty || application == Self.applicationID else {
            throw StoreError(
                .notALog,
                "open the log",
                path,
                reason: "it is a database of another program",
                hint: "Name the log of a node with --db."
            )
        }
        guard version <= newest else {
            throw StoreError(
                .newerVersion,
                "open the log",
                path,
                reason: "its schema has version \(version), this program knows up to \(newest)",
                hint: "Install the newer program that wrote it."
            )
        }
        guard isEmpty || version > 0 else {
            throw .damaged("its schema has no version", action: "open the log", path: path)
        }
        try schema.require(madeBy: steps.filter { $0.version <= version }, of: connection)
    }
}
