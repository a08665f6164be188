/// A finding of the reader of JSON: the bytes are none.
package struct JSONSyntaxError: Error, Equatable {
    /// The reason in words, as it stands inside a sentence.
    package let reason: String
    /// The number of bytes before the place.
    package let byte: Int
}
