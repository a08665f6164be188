import TestSupport

/// What connects the namespaces of the nodes, and does not do it well.
protocol Links: AnyObject {
    /// What they do to packets, for people.
    var summary: String { get }
    /// What they have done, for people; `nil` when they cannot tell.
    var report: String? { get }
    /// Cuts something off, drawn, and tells how to heal it; `nil` where that is not possible.
    func cut(_ random: inout SeededGenerator) -> (() throws -> Void)?
    /// Carries no more.
    func end()
}
