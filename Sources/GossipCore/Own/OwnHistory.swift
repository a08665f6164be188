public import PlantedFaults

/// What a node can know at its start of the messages that its key has signed.
///
/// A log can go back in time: somebody restores a backup of it, or it was damaged and set aside. Should
/// the node then go on counting from what is left, it would use numbers a second time, and two
/// different messages with one author and number are a fork, which everybody can prove. So the newest
/// own message is noted beside the key as well. And when even that may be old, because it is missing or
/// was copied together with the log, the node asks its peers before it publishes.
public struct OwnHistory: Equatable, Sendable {
    /// Whether the key may have signed messages that nothing here knows of; publishing then waits until
    /// the peers were asked.
    public let isInDoubt: Bool
    /// Whether the log is an older one than that of the last run: its arrival numbers have been used.
    public let hasGoneBack: Bool
    /// The newest own message when the log has lost it; the next one follows it.
    public let floor: OwnHead?

    /// Judges a start.
    ///
    /// - Parameters:
    ///   - record: What lies beside the key, `nil` when it is missing or cannot be read.
    ///   - isKeyNew: Whether the key was made for this start.
    ///   - isRecordCopied: Whether the record is a copy of what the last run wrote.
    ///   - logToken: The token of the last run that the log knows, `nil` in a new log.
    ///   - logHead: The newest own message in the log.
    ///   - faults: The bugs that a trial has put in.
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
