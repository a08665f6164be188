/// The outcomes of damaged copies of a log.
package struct DamageReport: Sendable {
    /// Copies that were damaged.
    package var copies = 0
    /// Copies that a node refused to open.
    package var refused = 0
    /// Copies whose damage was met when a message was read.
    package var metInReading = 0
    /// Copies whose damage only `verify` found.
    package var foundByVerify = 0
    /// Copies without the end of the write-ahead log: a sound log, as it was earlier.
    package var earlier = 0
    /// Copies with nothing wrong: the bytes that were hit are not used.
    package var harmless = 0
    /// Messages that salvage saved.
    package var saved = 0
    /// Messages that there were to save.
    package var savable = 0

    package init() {}

    package static func += (left: inout DamageReport, right: DamageReport) {
        left.copies += right.copies
        left.refused += right.refused
        left.metInReading += right.metInReading
        left.foundByVerify += right.foundByVerify
        left.earlier += right.earlier
        left.harmless += right.harmless
        left.saved += right.saved
        left.savable += right.savable
    }
}
