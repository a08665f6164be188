/// Why a credential is refused.
public enum CredentialError: Error, Equatable, Sendable {
    /// The bytes are no credential.
    case malformed
    /// Its first byte is that of a later version.
    case unknownVersion(UInt8)
    /// It is for another link key than the one that was proved: somebody else's.
    case foreignKey
    /// The pass is of another network.
    case foreignNetwork
    /// The node has not signed the link key.
    case forgedBinding
    /// The signer has not signed the pass.
    case forgedPass
}
