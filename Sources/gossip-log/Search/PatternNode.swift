/// A regular expression over ASCII text, as far as a finite automaton can match it.
indirect enum PatternNode: Equatable {
    case empty
    case set(ASCIISet)
    /// The beginning of the text.
    case start
    /// The end of the text.
    case end
    case sequence([PatternNode])
    case choice([PatternNode])
    case repeated(PatternNode, min: Int, max: Int?)
}
