internal import Glibc

extension LogFile {
    /// Checks that a name is free.
    static func requireAbsent(_ path: String) throws(StoreError) {
        guard !DraftFile.isTaken(path) else { throw .occupied(path) }
    }

    /// Makes a file for a copy of a log, with the log's rights: what its owner alone may read stays so.
    static func makeDraft(for path: String, like log: String) throws(StoreError) -> DraftFile {
        // The folder by its real name, as every log is opened.
        let path = LogPath(path).log
        do {
            return try DraftFile(for: path, mode: DraftFile.mode(of: log) ?? 0o644)
        } catch {
            throw .fileAccess(error.number, path, writing: true)
        }
    }

    /// Makes an empty file that becomes a log, with another log's rights.
    static func makeEmpty(_ path: String, like log: String) throws(StoreError) {
        do {
            close(try DraftFile.make(LogPath(path).log, DraftFile.mode(of: log) ?? 0o644))
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
