internal import GossipStore

extension StoreError {
    /// The error of a trial's disk where the store asks it for something itself.
    static func onTrialDisk(_ path: String) -> StoreError {
        StoreError(.io, "move a file to", path, reason: "the trial's disk fails")
    }
}
