/// The owner of a file by its header: this program, another one, or nobody yet.
struct LogIdentity {
    /// "GLOG": marks a file as a log of this program.
    static let applicationID = 0x474C_4F47

    /// The schema version; 0 for a file that holds nothing yet.
    let version: Int

    /// Reads and checks the header, writing nothing; `newest` is the newest schema version that this
    /// program knows.
    init(of connection: Connection, newest: Int) throws(StoreError) {
        let path = connection.path
        // All of one moment: a node may just be making the log.
        let (application, version, tables) = try connection.reading { () throws(StoreError) in
            (
                try connection.pragma("application_id"), try connection.pragma("user_version"),
                try connection.statement("SELECT count(*) FROM sqlite_schema")
                    .firstRow { row in row.int(0) } ?? 0
            )
        }
        self.version = version
        let isEmpty = application == 0 && version == 0 && tables == 0
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
    }
}
