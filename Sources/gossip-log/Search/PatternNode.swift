/// A regular expression as far as a finite automaton can match it.
indirect enum PatternNode: Equatable {
    case empty
    case set(ScalarSet)
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
}
