internal import GossipStore
import Glibc
public import GossipWire

/// The file that holds the keys of a node's network: `FILE.network` beside the log, or one that is named.
///
/// Its text is that of ``NetworkKeys``, and its owner alone may read and write it (mode 0600). The keys do
/// not live in the log: a backup of a log is often kept where more people can read it.
public struct NetworkKeyFile: Sendable {
    /// The path of the file.
    public let path: String
    private let countMax: Int

    /// The file that belongs to a log, whose path may lead there over symbolic links.
    public init(besideLog logPath: String) {
        path = LogPath(logPath).networkKeys
        countMax = NetworkKeys.countMax
    }

    /// A file of one key, whose holders are the members of its network.
    ///
    /// Another key is another network: its name is a hash of the key.
    public init(path: String) {
        self.path = path
        countMax = 1
    }

    /// True when there is something under the path.
    var isThere: Bool { access(path, F_OK) == 0 }

    /// The keys in the file; `nil` when there is none.
    ///
    /// - Throws: ``NetworkKeyFileError`` when the file cannot be read, is open to others or holds
    ///   something else.
    public func load() throws(NetworkKeyFileError) -> NetworkKeys? {
        let bytes: [UInt8]?
        do throws(SecretFile.Failure) {
            bytes = try SecretFile.read(path)
        } catch {
            switch error {
            case .system(let number): throw failure(.system("read", number))
            case .rights(let mode): throw failure(.rights(mode: mode))
            case .kind: throw failure(.content(.empty))
            }
        }
        guard let bytes else { return nil }
        do throws(NetworkKeyError) {
            return try NetworkKeys(text: String(decoding: bytes, as: UTF8.self), countMax: countMax)
        } catch {
            throw failure(.content(error))
        }
    }

    /// The keys in the file, which is to be there.
    ///
    /// - Throws: ``NetworkKeyFileError`` as ``load()`` does, and when there is no file.
    public func require() throws(NetworkKeyFileError) -> NetworkKeys {
        guard let keys = try load() else { throw failure(.absent) }
        return keys
    }

    /// Puts the keys in the place of those that are there, durably: after a power cut there is one or the
    /// other.
    ///
    /// - Throws: ``NetworkKeyFileError`` when the file cannot be written; the old one is as it was.
    public func save(_ keys: NetworkKeys) throws(NetworkKeyFileError) {
        try write(keys.text) { draft throws(DraftFile.Failure) in try draft.replace() }
    }

    /// Makes the file, durably, and says in a comment what it is; a file of that name is left as it is.
    ///
    /// - Throws: ``NetworkKeyFileError`` when the name is taken, or the file cannot be written.
    public func create(_ keys: NetworkKeys) throws(NetworkKeyFileError) {
        try write(keys.commentedText) { draft throws(DraftFile.Failure) in
            try draft.publishAsOnlyName()
        }
    }

    private func write(
        _ text: String,
        _ giveName: (DraftFile) throws(DraftFile.Failure) -> Void
    ) throws(NetworkKeyFileError) {
        do throws(DraftFile.Failure) {
            let draft = try DraftFile(for: path, mode: 0o600)
            defer { close(draft.descriptor) }
            try draft.fill(Array(text.utf8))
            try giveName(draft)
        } catch {
            throw failure(error.number == EEXIST ? .taken : .system("write", error.number))
        }
    }

    private func failure(_ problem: NetworkKeyFileError.Problem) -> NetworkKeyFileError {
        NetworkKeyFileError(path: path, problem: problem)
    }
}

extension NetworkKeys {
    /// The text of the file with a line for people: the network, and what its key is good for.
    package var commentedText: String {
        "# Network \(NetworkAccess.keys(self)): whoever has this key may join it, read and publish.\n"
            + text
    }
}
