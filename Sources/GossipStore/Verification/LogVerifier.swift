internal import GossipWire

/// Looks through a whole log for anything that is not as it must be.
///
/// Reads every message, in short transactions, so that a node can go on writing. What it finds are
/// problems; it throws only where nothing can be looked at.
public struct LogVerifier {
    /// The thoroughness of a verification.
    public struct Depth: Sendable {
        let checksSignatures: Bool
        let comparesIndexes: Bool

        /// Everything, signatures and each index entry too.
        public static let full = Depth(checksSignatures: true, comparesIndexes: true)
        /// Without signatures, and without comparing indexes with rows.
        public static let fast = Depth(checksSignatures: false, comparesIndexes: false)
        /// Everything but signatures, for logs of trials, which nobody signed.
        package static let unsigned = Depth(checksSignatures: false, comparesIndexes: true)
    }

    /// The progress of a verification.
    public struct Progress: Sendable {
        /// The check under way.
        public let check: LogProblem.Check
        /// The part of it that is done, from 0 to 1; `nil` if unknown.
        public let part: Double?
    }

    private let reader: LogReader
    private let depth: Depth

    /// Prepares a verification.
    public init(_ reader: LogReader, depth: Depth) {
        self.reader = reader
        self.depth = depth
    }

    /// Looks at everything; `report` is called now and then.
    public func run(_ report: (Progress) -> Void = { _ in }) -> LogVerification {
        var found = LogVerification()
        report(Progress(check: .database, part: nil))
        attempt(.database, in: &found) { found throws(StoreError) in
            try DatabaseCheck(reader: reader, isFull: depth.comparesIndexes).run(&found)
        }
        attempt(.messages, in: &found) { found throws(StoreError) in
            try MessageCheck(reader: reader).run(&found) {
                report(.init(check: .messages, part: $0))
            }
        }
        report(Progress(check: .aggregates, part: nil))
        attempt(.aggregates, in: &found) { found throws(StoreError) in
            try AggregateCheck(reader: reader).run(&found)
        }
        attempt(.authors, in: &found) { found throws(StoreError) in
            try AuthorCheck(reader: reader, checksSignatures: depth.checksSignatures).run(&found) {
                report(.init(check: depth.checksSignatures ? .signatures : .authors, part: $0))
            }
        }
        report(Progress(check: .network, part: nil))
        attempt(.network, in: &found) { found throws(StoreError) in
            try NetworkCheck(reader: reader, checksSignatures: depth.checksSignatures).run(&found)
        }
        return found
    }

    /// Runs one check; a file that cannot be read for it is its finding.
    private func attempt(
        _ check: LogProblem.Check,
        in found: inout LogVerification,
        _ body: (inout LogVerification) throws(StoreError) -> Void
    ) {
        do throws(StoreError) {
            try body(&found)
        } catch {
            found.add(check, "cannot be read to the end: \(error.reason)")
        }
    }
}
