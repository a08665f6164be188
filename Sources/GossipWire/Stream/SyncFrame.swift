/// One unit of the ordered stream between two nodes.
///
/// ```
///  0  4  length of what follows, at most 2 MiB
///  4  1  kind
///  5  …  payload
/// ```
///
/// The stream begins with ``hello`` from the initiator and ``welcome`` (or ``refused``) in answer. The
/// initiator is the side that dialled; on a stream dialled at the other's request, which ``reversed``
/// tells before, it is the side that asked.
///
/// In a network with members whose records differ, both sides exchange them before that, with
/// ``recordIDs``, ``records`` and ``recordsEnd``.
///
/// Frames without anything in them are refused where their kind is there to carry something:
/// ``messages``, ``open``, ``reconcile``, ``want``, ``confirm`` and ``records``. They would cost their sender five
/// bytes, and the receiver a turn.
public enum SyncFrame: Equatable, Sendable {
    /// The longest frame in bytes, its length field not counted; holds the longest message.
    public static let lengthMax = 2 << 20
    /// The most ids in one ``want``.
    public static let wantCountMax = 1_024
    /// The most ranges in one ``confirm``.
    public static let confirmCountMax = 16
    /// The most ids in one ``recordIDs``: as many records as a network may have.
    public static let recordIDCountMax = 16_384
    /// The most records in one ``records``.
    public static let recordCountMax = 256

    /// The greeting of the dialling side.
    case hello(SyncGreeting)
    /// The greeting of the answering side.
    case welcome(SyncGreeting)
    /// The answering side does not serve this session, with the reason for people.
    case refused(SyncRefusal)
    /// Asks for everything that came into the log after an arrival number.
    case pull(after: UInt64)
    /// Encoded messages. In answer to pull and want, or pushed by the dialling side.
    case messages([Message])
    /// The pull is done: everything up to this arrival number was sent.
    case pulled(arrival: UInt64)
    /// Begins a reconciliation over a fresh snapshot on both sides: a Negentropy frame.
    case open([UInt8])
    /// The answer to open: what the answering side's snapshot holds, and its Negentropy frame.
    case opened(LogDigest, [UInt8])
    /// The next Negentropy frame of the reconciliation, either way.
    case reconcile([UInt8])
    /// Asks for messages by id, at most 1,024.
    case want([MessageID])
    /// The want is answered; the answering side does not have these ids.
    case served(missing: [MessageID])
    /// All pushed messages so far are durable on the answering side; `refused` of them were not
    /// accepted.
    case stored(accepted: Int, refused: Int)
    /// Asks whether the answering side's snapshot holds these ids in these ranges; at most 16.
    case confirm([RangeDigest])
    /// The answer to confirm: the indexes in it of the ranges that differ.
    case confirmed(differing: [UInt8])
    /// The dialling side holds the proof that both logs were equal.
    case proved(LogDigest)
    /// The dialling side is done.
    case done
    /// The first frame of a stream that the receiver asked for: it is the initiator.
    case reversed(DialTicket)
    /// The names of the network's records that count for the sender, at most 16,384.
    case recordIDs([RecordID])
    /// Records of the network that the receiver lacks, at most 256.
    case records([NetworkRecord])
    /// All records are sent that the receiver lacked; to a member also the keys of the network after a rotation.
    case recordsEnd(NetworkKeys?)
}
