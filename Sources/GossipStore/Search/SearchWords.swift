/// Words that must all occur in a text, each whole or, with `*` behind it, as the start of a word.
///
/// A word is letters and digits; all else separates words, as it does in the index. Case and accents make
/// no difference.
public struct SearchWords: Hashable, Sendable {
    /// Words of one search, at most.
    private static let wordsMax = 64

    /// The question as FTS5 takes it: each word quoted, so that no text is taken for its operators.
    let expression: String

    /// Reads what a person typed; `nil` when there is no word in it, or too many.
    public init?(_ text: String) {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars + [" "] {
            if Self.belongsToWord(scalar) {
                word.append(scalar)
            } else if !word.isEmpty {
                words.append("\"\(String(word))\"" + (scalar == "*" ? "*" : ""))
                word = String.UnicodeScalarView()
            }
        }
        guard (1...Self.wordsMax).contains(words.count) else { return nil }
        expression = words.joined(separator: " AND ")
    }

    /// True for a scalar that the tokenizer `unicode61` takes for a part of a word.
    private static func belongsToWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse, .nonspacingMark:
            true
        default: false
        }
    }
}
