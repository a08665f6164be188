/// The outcomes of the messages of an imported file.
struct ImportCounts {
    /// Stored, or with --dry-run new and authentic.
    var stored = 0
    /// The log had them already, or they came before in the file.
    var duplicates = 0
    /// Signed before the horizon: the log has pruned that time and takes nothing back.
    var pruned = 0
    /// Not what their author signed.
    var forged = 0
    /// Pieces that are no message.
    var damaged = 0
    /// Records that the file says it has and that were not found.
    var missing: UInt64 = 0

    /// True when everything in the file was good.
    var isAllGood: Bool { forged == 0 && damaged == 0 && missing == 0 }
}
