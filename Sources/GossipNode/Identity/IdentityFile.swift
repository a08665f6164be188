internal import GossipCore
internal import GossipStore
import Glibc
public import GossipWire

/// The file that holds a node's private key, beside its log.
///
/// It is one line of text, readable and writable by its owner only (mode 0600):
/// ```
/// gossip-log identity 1 <64 hexadecimal digits of the Ed25519 seed>
/// ```
/// The key does not live in the log, so that copying a log never clones an identity: two nodes
/// that sign with one key fork its chain of messages, and everybody can prove it.
public struct IdentityFile: Sendable {
    /// The path of the key's file.
    public let path: String
    /// The path of the record of the newest message signed with the key.
    let ownRecordPath: String
    private let log: LogPath

    private static let prefix = "gossip-log identity 1 "

    /// The key file that belongs to the log at `logPath`: the log's own path with `.key` appended, also
    /// where `logPath` leads to it over symbolic links.
    public init(besideLog logPath: String) {
        log = LogPath(logPath)
        path = log.key
        ownRecordPath = log.ownRecord
    }

    /// The identity in the file; a new one is made and written durably when there is no file.
    ///
    /// - Throws: ``IdentityFileError`` when the file cannot be read, is readable by others, or
    ///   holds something else, and when the path does not lead to one log.
    public func loadOrCreate() throws(IdentityFileError) -> (identity: Identity, created: Bool) {
        do throws(StoreError) {
            try log.requireUnambiguous()
        } catch {
            throw IdentityFileError(path: path, problem: .log(error.description))
        }
        if let identity = try load() { return (identity, false) }
        let identity = Identity()
        if try create(identity) {
            try noteNothingSigned(by: identity)
            return (identity, true)
        }
        // Another process made it in this very moment.
        guard let identity = try load() else {
            throw IdentityFileError(path: path, problem: .system("read", ENOENT))
        }
        return (identity, false)
    }

    /// Writes an identity that nobody has used yet, where there is no file.
    ///
    /// - Throws: ``IdentityFileError`` as ``loadOrCreate()`` does, and when another process has made one.
    func create(asNew identity: Identity) throws(IdentityFileError) {
        do throws(StoreError) {
            try log.requireUnambiguous()
        } catch {
            throw IdentityFileError(path: path, problem: .log(error.description))
        }
        guard try create(identity) else {
            throw IdentityFileError(path: path, problem: .system("create", EEXIST))
        }
        try noteNothingSigned(by: identity)
    }

    /// Says that nothing is signed yet; without it the first start would be in doubt.
    private func noteNothingSigned(by identity: Identity) throws(IdentityFileError) {
        let record = OwnRecord(runToken: [UInt8](repeating: 0, count: 16), head: nil)
        _ = try OwnRecordFile(ownRecordPath, of: identity.author, record)
    }

    /// The identity in the file, or `nil` when there is no file.
    ///
    /// - Throws: ``IdentityFileError`` as ``loadOrCreate()`` does.
    public func load() throws(IdentityFileError) -> Identity? {
        let bytes: [UInt8]?
        do throws(SecretFile.Failure) {
            bytes = try SecretFile.read(path)
        } catch {
            throw IdentityFileError(path: path, problem: .init(error))
        }
        guard let bytes else { return nil }
        guard let identity = Self.parse(bytes) else {
            throw IdentityFileError(path: path, problem: .content)
        }
        return identity
    }

    static func parse(_ bytes: [UInt8]) -> Identity? {
        let prefix = Array(Self.prefix.utf8)
        var line = bytes[...]
        if line.last == 0x0a { line.removeLast() }
        guard line.count == prefix.count + 64, line.starts(with: prefix) else { return nil }
        var seed: [UInt8] = []
        var high: UInt8?
        for character in line.dropFirst(prefix.count) {
            guard let digit = Character(UnicodeScalar(character)).hexDigitValue else { return nil }
            if let first = high {
                seed.append(first << 4 | UInt8(digit))
                high = nil
            } else {
                high = UInt8(digit)
            }
        }
        return Identity(seed: seed)
    }

    static func format(_ identity: Identity) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var bytes = Array(prefix.utf8)
        for byte in identity.seed {
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
        bytes.append(0x0a)
        return bytes
    }
}

extension IdentityFileError.Problem {
    fileprivate init(_ failure: SecretFile.Failure) {
        self =
            switch failure {
            case .system(let number): .system("read", number)
            case .rights(let mode): .rights(mode: mode)
            case .kind: .content
            }
    }
}
