/// A promise that a trial found broken.
package struct TrialFailure: Error, CustomStringConvertible {
    /// The finding, in words.
    package let description: String

    init(_ description: String) { self.description = description }
}
