/// A promise that a trial found broken.
package struct TrialFailure: Error, CustomStringConvertible {
    /// What was found.
    package let description: String

    init(_ description: String) { self.description = description }
}
