/// Why a text is not the code that it should be.
///
/// The description is the end of a sentence that begins with "the code".
public enum TypedCodeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// It does not begin as a code of this kind does, with these characters.
    case foreign(expected: String)
    /// It is of a version that this program does not know.
    case otherVersion(Int)
    /// It has a character that no code has.
    case character(Character)
    /// It has fewer characters than it needs.
    case tooShort(Int, needed: Int)
    /// It has more characters than it needs.
    case tooLong(Int, needed: Int)
    /// Its checksum is wrong: a slip, or a piece of another code.
    case mistyped
    /// It names an address that nothing can be sent to.
    case address

    /// The fault, and the remedy.
    public var description: String {
        switch self {
        case .foreign(let expected):
            "does not begin with \(expected)"
        case .otherVersion(let version):
            "is of version \(version), and this program knows version 1: use a newer program"
        case .character(let character):
            // Only what shows: the text is anybody's.
            character.isASCII
                && (character.isLetter || character.isNumber || character.isSymbol
                    || character.isPunctuation)
                ? "has the character \(character), which no code has"
                : "has a character that no code has"
        case .tooShort(let count, let needed):
            "is too short: it has \(count) characters of \(needed), so its end is missing"
        case .tooLong(let count, let needed):
            "is too long: it has \(count) characters, and \(needed) are expected"
        case .mistyped:
            "is mistyped: its checksum does not fit. Compare it character by character"
        case .address:
            "names an address that nothing can be sent to"
        }
    }
}
