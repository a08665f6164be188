/// What damaged copies of a log came to.
package struct DamageReport: Sendable {
    /// Copies that were damaged.
    package var copies = 0
    /// Of these, those that a node refused to open.
    package var refused = 0
    /// Those whose damage was met when a message was read.
    package var metInReading = 0
    /// Those whose damage only `verify` found.
    package var foundByVerify = 0
    /// Those where the end of the write-ahead log was gone: a sound log, as it was earlier.
    package var earlier = 0
    /// Those where nothing was wrong: what was hit is not used.
    package var harmless = 0
    /// Messages that salvage saved of those that were there.
    package var saved = 0
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
