import TestSupport

/// The disturbed links between the namespaces of the nodes.
protocol Links: AnyObject {
    /// Their disturbances, for people.
    var summary: String { get }
    /// Their tally, for people; `nil` when they keep none.
    var report: String? { get }
    /// Cuts something off, drawn, and tells how to heal it; `nil` where that is not possible.
    func cut(_ random: inout SeededGenerator) -> (() throws -> Void)?
    /// Carries no more.
    func end()
}
