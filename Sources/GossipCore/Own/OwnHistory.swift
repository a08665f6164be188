public import PlantedFaults

/// The knowledge of a node, at its start, of the messages that its key has signed.
///
/// A log can go back in time: a backup of it is restored, or it was damaged and set aside. A node
/// that counted on from such a log would use sequences a second time. Two different messages of one
/// author and sequence are a fork, which everybody can prove. So the newest own message is noted
/// beside the key as well. That note may itself be missing, or copied together with the log; then
/// the node asks its peers before it publishes.
public struct OwnHistory: Equatable, Sendable {
    /// True when the key may have signed messages that are not known here.
    ///
    /// Publishing then waits until the peers were asked.
    public let isInDoubt: Bool
    /// True when the log is older than that of the last run: its arrival numbers have been used.
    public let hasGoneBack: Bool
    /// The newest own message if the log has lost it; the next one follows it.
    public let floor: OwnHead?

    /// Judges a start.
    ///
    /// - Parameters:
    ///   - record: The record beside the key, `nil` when it is missing or cannot be read.
    ///   - isKeyNew: True when the key was made for this start.
    ///   - isRecordCopied: True when the record is a copy of the one that the last run wrote.
    ///   - logToken: The token of the last run that the log knows, `nil` in a new log.
    ///   - logHead: The newest own message in the log.
    ///   - faults: The planted faults of a trial.
    public init(
        record: OwnRecord?,
        isKeyNew: Bool,
        isRecordCopied: Bool,
        logToken: [UInt8]?,
        logHead: OwnHead?,
        faults: Faults = Faults()
    ) {
        guard !isKeyNew, !faults.has(.reusesSequence) else {
            (isInDoubt, hasGoneBack, floor) = (false, false, nil)
            return
        }
        guard let record else {
            (isInDoubt, hasGoneBack, floor) = (true, false, nil)
            return
        }
        let isSameLog = logToken == record.runToken
        let hasSigned = record.head != nil || logHead != nil
        isInDoubt = isRecordCopied || (!isSameLog && hasSigned)
        hasGoneBack = logToken != nil && !isSameLog
        let isLost = (record.head?.sequence ?? 0) > (logHead?.sequence ?? 0)
        floor = isLost ? record.head : nil
    }
}
