/// What a scalar beyond ASCII is to a regular expression: a sum of traits, after Unicode Technical Standard
/// 18, annex C.
///
/// The classes that a pattern can name tell such scalars apart by these alone.
struct ScalarKind {
    /// What ends a line, which `.` does not match.
    static let lineEnd: UInt8 = 1
    /// What `\d` matches.
    static let digit: UInt8 = 2
    /// What `\w` matches.
    static let word: UInt8 = 4
    /// What `\s` matches.
    static let space: UInt8 = 8
    /// How many sums of these there are.
    static let count = 16

    /// The kind of a scalar.
    static func of(_ scalar: Unicode.Scalar) -> UInt8 {
        let properties = scalar.properties
        var kind: UInt8 = 0
        if [0x85, 0x2028, 0x2029].contains(scalar.value) { kind |= lineEnd }
        if properties.generalCategory == .decimalNumber { kind |= digit }
        if belongsToWord(properties) { kind |= word }
        if properties.isWhitespace { kind |= space }
        return kind
    }

    private static func belongsToWord(_ properties: Unicode.Scalar.Properties) -> Bool {
        switch properties.generalCategory {
        case .decimalNumber, .connectorPunctuation, .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default: properties.isAlphabetic || properties.isJoinControl
        }
    }
}
