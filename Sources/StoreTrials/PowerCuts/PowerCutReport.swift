/// What a history of power cuts went through.
package struct PowerCutReport: Sendable {
    /// Times the power went.
    package var cuts = 0
    /// Of these, while the log was being opened: recovering, migrating, copying.
    package var cutsWhileOpening = 0
    /// Of these, in a checkpoint.
    package var cutsInCheckpoint = 0
    /// Messages that were acknowledged, all of which were found again.
    package var acknowledged = 0
    /// Batches that were cut before they were acknowledged and were there all the same, whole.
    package var survivors = 0
    /// Logs that were brought from version 1 to the newest, their copies looked at.
    package var migrations = 0

    package init() {}

    package static func += (left: inout PowerCutReport, right: PowerCutReport) {
        left.cuts += right.cuts
        left.cutsWhileOpening += right.cutsWhileOpening
        left.cutsInCheckpoint += right.cutsInCheckpoint
        left.acknowledged += right.acknowledged
        left.survivors += right.survivors
        left.migrations += right.migrations
    }
}
