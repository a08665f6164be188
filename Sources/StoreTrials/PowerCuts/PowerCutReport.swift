/// The tally of a history of power cuts.
package struct PowerCutReport: Sendable {
    /// Times the power went.
    package var cuts = 0
    /// Of these, while the log was being opened: recovering, migrating, copying.
    package var cutsWhileOpening = 0
    /// Of these, in a checkpoint.
    package var cutsInCheckpoint = 0
    /// Of these, in a step of pruning.
    package var cutsInPruning = 0
    /// Acknowledged messages, all found again until they were pruned.
    package var acknowledged = 0
    /// Of these, those that were pruned, none of which was found again.
    package var pruned = 0
    /// Times that a pruned message was brought again, and refused.
    package var refused = 0
    /// Transactions that were cut before they were acknowledged and were there all the same, whole.
    package var survivors = 0
    /// Logs that were brought from an earlier version to the newest, their copies looked at.
    package var migrations = 0

    package init() {}

    package static func += (left: inout PowerCutReport, right: PowerCutReport) {
        left.cuts += right.cuts
        left.cutsWhileOpening += right.cutsWhileOpening
        left.cutsInCheckpoint += right.cutsInCheckpoint
        left.cutsInPruning += right.cutsInPruning
        left.acknowledged += right.acknowledged
        left.pruned += right.pruned
        left.refused += right.refused
        left.survivors += right.survivors
        left.migrations += right.migrations
    }
}
