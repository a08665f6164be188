/// A statement about a network that names its signer and ends with the signature.
///
/// All begin with `version 1, network id 16` and end with `signer 32, signature 64`. The signature covers
/// the label of the kind and all bytes before it. So one kind is never taken for another, nor for a
/// message.
protocol SignedStatement {
    /// The text before the signed bytes: "gossip-log", the kind and its version, ended by a zero.
    static var label: String { get }

    /// The signer.
    var signer: AuthorKey { get }
    /// Its Ed25519 signature, 64 bytes.
    var signature: [UInt8] { get }

    /// Appends all bytes before the signature.
    func encodeSigned(into bytes: inout [UInt8])
}

extension SignedStatement {
    /// The bytes that the signature covers.
    var signedBytes: [UInt8] {
        var bytes = Array(Self.label.utf8)
        encodeSigned(into: &bytes)
        return bytes
    }

    /// Appends the statement.
    func encodeStatement(into bytes: inout [UInt8]) {
        encodeSigned(into: &bytes)
        bytes.append(contentsOf: signature)
    }

    /// True when the signer has signed it; about 80 µs.
    var isSigned: Bool { signer.hasSigned(signedBytes, signature) }
}

/// The sizes that all statements share.
enum StatementLayout {
    /// Bytes of an Ed25519 signature.
    static let signatureLength = 64
    /// Bytes before the fields of a kind: version and network.
    static let headLength = 1 + 16
    /// Bytes after the fields of a kind: signer and signature.
    static let tailLength = 32 + signatureLength
    /// The version of every kind.
    static let version: UInt8 = 1

    /// Appends the first bytes.
    static func encodeHead(_ network: NetworkID, into bytes: inout [UInt8]) {
        bytes.append(version)
        network.encode(into: &bytes)
    }

    /// Reads the first bytes.
    static func readHead(_ reader: inout ByteReader) throws(NetworkRecordError) -> NetworkID {
        guard let version = reader.readByte() else { throw .truncated }
        guard version == Self.version else { throw .unknownVersion(version) }
        guard let network = NetworkID(from: &reader) else { throw .truncated }
        return network
    }

    /// Reads the last bytes.
    static func readTail(
        _ reader: inout ByteReader
    ) throws(NetworkRecordError) -> (signer: AuthorKey, signature: [UInt8]) {
        guard let signer = reader.readKey(), let signature = reader.readBytes(signatureLength)
        else { throw .truncated }
        return (signer, Array(signature))
    }
}
