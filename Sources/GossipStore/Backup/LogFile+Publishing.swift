internal import Glibc

extension LogFile {
    /// Checks that a name is free.
    static func requireAbsent(_ path: String) throws(StoreError) {
        guard !DraftFile.isTaken(path) else { throw .occupied(path) }
    }

    /// The rights of a file that holds messages: private ones may be among them.
    private static let ownMode: mode_t = 0o600

    /// The rights of a copy of a log: those of its owner and group, and none for all others.
    private static func mode(like log: String) -> mode_t {
        DraftFile.mode(of: log).map { $0 & 0o660 } ?? ownMode
    }

    /// Makes the file of a log that is not there yet, for its owner only.
    ///
    /// Left to SQLite, the mask of the process would decide. A failure is left to SQLite, too: it fails
    /// likewise and says the cause.
    static func makeOwn(_ path: String) {
        if let descriptor = try? DraftFile.make(path, ownMode) { close(descriptor) }
    }

    /// Makes a file for a copy of a log, with the log's rights.
    static func makeDraft(for path: String, like log: String) throws(StoreError) -> DraftFile {
        // The folder by its real name, as every log is opened.
        let path = LogPath(path).log
        do {
            return try DraftFile(for: path, mode: mode(like: log))
        } catch {
            throw .fileAccess(error.number, path, writing: true)
        }
    }

    /// Makes an empty file that becomes a log, with another log's rights.
    static func makeEmpty(_ path: String, like log: String) throws(StoreError) {
        do {
            close(try DraftFile.make(LogPath(path).log, mode(like: log)))
        } catch {
            throw error.number == EEXIST
                ? .occupied(path) : .fileAccess(error.number, path, writing: true)
        }
    }

    /// Makes a finished log durable and gives it its name, if that is still free.
    static func publish(_ draft: DraftFile) throws(StoreError) {
        defer { close(draft.descriptor) }
        do throws(DraftFile.Failure) {
            try draft.publishAsOnlyName()
        } catch {
            guard error.number == EEXIST else {
                throw .fileAccess(error.number, draft.path, writing: true)
            }
            throw .occupied(draft.path)
        }
    }

    /// Makes a name durable that a file was given or has lost.
    static func syncFolder(of path: String) throws(StoreError) {
        do {
            try DraftFile.syncFolder(of: path)
        } catch {
            throw .fileAccess(error.number, path, writing: true)
        }
    }

    /// Closes a file.
    static func close(_ descriptor: Int32) { Glibc.close(descriptor) }
}
