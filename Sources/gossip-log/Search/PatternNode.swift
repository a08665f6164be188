/// The syntax tree of a regular expression.
indirect enum PatternNode: Equatable, Sendable {
    case empty
    case set(ScalarSet)
    /// A character beyond ASCII that stands for itself.
    case scalar(Unicode.Scalar)
    /// The beginning of the text.
    case start
    /// The end of the text.
    case end
    /// Between a character of a word and one that is none.
    case boundary
    /// Anywhere else.
    case noBoundary
    case sequence([PatternNode])
    case choice([PatternNode])
    case repeated(PatternNode, min: Int, max: Int?)
    /// A part that only Swift's engine matches; it takes no text that the part here would not take.
    case beyondAutomaton(PatternNode)
}
