/// Why a record would not count if this node signed it.
public enum IssueRefusal: String, Error, Sendable {
    /// The signer is no admin.
    case notAdmin = "not-admin"
    /// The node is an admin older than the signer, or the signer itself.
    case olderAdmin = "older-admin"
    /// As many nodes have a pass as may.
    case tooManyMembers = "too-many-members"
    /// No further record has room; removals have a reserve.
    case tooManyRecords = "too-many-records"
    /// The signer has no higher epoch; the founder or the recovery key has.
    case epochsUsedUp = "epochs-used-up"
}
