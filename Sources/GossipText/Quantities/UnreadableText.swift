/// A typed text that cannot be read, in a sentence with examples of text that can.
package struct UnreadableText: Error, Equatable, CustomStringConvertible {
    /// The sentence.
    package let description: String

    init(_ text: String, isNot expected: String, accepted: String) {
        description = "\"\(SafeText.text(text))\" is not \(expected). Write \(accepted)."
    }

    /// The text of an amount that is too small.
    init(_ text: String, isBelow floor: String, accepted: String) {
        description = "\"\(SafeText.text(text))\" is below \(floor). Write \(accepted)."
    }
}
