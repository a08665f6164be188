internal import CSQLite

/// The SQLite library that this program runs with.
public enum SQLiteFacts {
    /// Its version, such as `3.40.1`.
    public static var version: String { String(cString: sqlite3_libversion()) }

    /// Its version as one number, such as 3040001.
    public static var versionNumber: Int { Int(sqlite3_libversion_number()) }
}
