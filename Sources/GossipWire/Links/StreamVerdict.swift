/// The verdict of one side of a stream on the other: the first piece that it seals.
///
/// ```
/// nothing                 the peer is let in; a network without members has no records
/// 0  8 digest             the peer is let in; the digest of this side's records
/// 1  8 digest             the signer of the peer's pass is not known here: records alone, then judge again
/// 255  1 reason           the peer is refused: see ``LinkNotice``
/// ```
/// Bytes behind the digest are of a later version, and are passed over.
package enum StreamVerdict: Equatable, Sendable {
    /// The peer is let in; the digest of this side's records, `nil` in a network without members.
    case admitted(records: UInt64?)
    /// The peer may exchange records, and nothing else before it is judged again.
    case recordsAlone(records: UInt64)
    /// The peer is refused.
    case refused(LinkRefusal)

    private static let admittedKind: UInt8 = 0
    private static let recordsAloneKind: UInt8 = 1

    /// The piece.
    package var content: [UInt8] {
        var bytes: [UInt8] = []
        switch self {
        case .admitted(nil): break
        case .admitted(let records?):
            bytes.append(Self.admittedKind)
            bytes.append(bigEndian: records)
        case .recordsAlone(let records):
            bytes.append(Self.recordsAloneKind)
            bytes.append(bigEndian: records)
        case .refused(let refusal): bytes = LinkNotice(refusal).content
        }
        return bytes
    }

    /// Reads a piece; `nil` for one that is no verdict.
    package init?(_ content: [UInt8]) {
        if content.isEmpty {
            self = .admitted(records: nil)
        } else if let notice = LinkNotice(content) {
            self = .refused(notice.refusal)
        } else {
            let read = content.withUnsafeBytes { bytes -> (UInt8, UInt64)? in
                var reader = ByteReader(bytes)
                guard let kind = reader.readByte(), let records = reader.readInteger(UInt64.self)
                else { return nil }
                return (kind, records)
            }
            switch read {
            case (Self.admittedKind, let records)?: self = .admitted(records: records)
            case (Self.recordsAloneKind, let records)?: self = .recordsAlone(records: records)
            default: return nil
            }
        }
    }
}
