internal import GossipStore
import Glibc
import GossipWire

extension IdentityFile {
    /// Writes a new key file so that it is there whole or not at all, even after a power cut.
    ///
    /// - Returns: `false` when a file of that name exists already; it is left as it is.
    func create(_ identity: Identity) throws(IdentityFileError) -> Bool {
        let draft: DraftFile
        do {
            draft = try DraftFile(for: path, mode: 0o600)
        } catch {
            throw failure("create", error)
        }
        defer { close(draft.descriptor) }
        do throws(DraftFile.Failure) {
            try draft.fill(Self.format(identity))
        } catch {
            throw failure("write", error)
        }
        do throws(DraftFile.Failure) {
            // Unlike a file that replaces another, this one never takes the place of a key.
            try draft.publish()
        } catch {
            if error.number == EEXIST { return false }
            throw failure("create", error)
        }
        return true
    }

    private func failure(_ operation: String, _ failure: DraftFile.Failure) -> IdentityFileError {
        IdentityFileError(path: path, problem: .system(operation, failure.number))
    }
}
