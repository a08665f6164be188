/// A property that does not hold for some bytes.
package struct FuzzFinding: Error, CustomStringConvertible {
    /// The property that should have held, in words.
    package let description: String

    init(_ description: String) { self.description = description }
}

/// Says that something must hold.
func require(_ holds: Bool, _ what: @autoclosure () -> String) throws(FuzzFinding) {
    if !holds { throw FuzzFinding(what()) }
}
