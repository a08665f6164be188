/// The tally of the trials of one trouble.
package struct FaultReport: Sendable {
    /// Places at which the trouble struck, one a trial.
    package var strikes = 0
    /// Of these, those nobody noticed: what failed could be left for later.
    package var unnoticed = 0
    /// Of these, while the log was being opened.
    package var whileOpening = 0
    /// The longest that SQLite meant to wait for a lock, in microseconds.
    package var longestWaitMicroseconds = 0

    package init() {}
}
