/// The findings of a verification.
public struct LogVerification: Sendable {
    /// Problems that are kept; the others are only counted.
    static let problemsMax = 100

    /// Messages whose rows were read.
    public internal(set) var messages = 0
    /// Signatures that were checked; the other messages follow from these by the chains of ids.
    public internal(set) var signatures = 0
    /// The first problems of each kind of check, at most a hundred in all.
    public private(set) var problems: [LogProblem] = []
    /// The number of problems.
    public private(set) var problemCount = 0

    /// True when the log is as it must be.
    public var isSound: Bool { problemCount == 0 }

    mutating func add(_ check: LogProblem.Check, _ finding: String) {
        problemCount += 1
        guard problems.count < Self.problemsMax else { return }
        problems.append(LogProblem(check, finding))
    }
}
