/// Why a session ended without a result.
public enum ReconciliationError<Failure: Error>: Error {
    /// The peer sent bytes that are not a frame.
    case malformed(MalformedFrame)
    /// The peer speaks only a version of the protocol that this side does not; 0x61 is Version 1.
    case unsupportedVersion(UInt8)
    /// The frame size limit is below `ReconciliationProfile.frameSizeLimitMin` and not 0.
    case frameSizeLimitTooSmall(Int)
    /// A client was initiated twice, or received a frame before it was initiated or after its end.
    case outOfTurn
    /// The server answered many frames without settling anything.
    case noProgress
    /// The session took more rounds than it may.
    case tooManyRounds
    /// The storage could not be read.
    case storage(Failure)
}

extension ReconciliationError: Sendable where Failure: Sendable {}
extension ReconciliationError: Equatable where Failure: Equatable {}

extension ReconciliationError: CustomStringConvertible {
    /// The failure in words.
    public var description: String {
        switch self {
        case .malformed(let fault): "malformed frame: \(fault)"
        case .unsupportedVersion(let version):
            "the peer speaks protocol version \(Int(version) - 0x60), this side only 1"
        case .frameSizeLimitTooSmall(let limit):
            "a frame size limit of \(limit) bytes is below "
                + "\(ReconciliationProfile.frameSizeLimitMin); 0 sets none"
        case .outOfTurn: "the session is not waiting for this"
        case .noProgress: "the peer answers without ever settling a range"
        case .tooManyRounds: "the session took more rounds than it may"
        case .storage(let failure): "the items cannot be read: \(failure)"
        }
    }
}
