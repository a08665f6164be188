/// The symbols by which an automaton tells scalars apart: the 128 characters of ASCII, and the kinds of all
/// others.
struct ScalarAlphabet {
    /// The number of symbols.
    static let count = 128 + ScalarKind.count

    /// By scalar of the basic plane: its symbol, once it was asked for.
    private var known: [UInt8] = []
    private let ignoresCase: Bool

    private static let unknown: UInt8 = 0xFF

    init(ignoresCase: Bool) {
        self.ignoresCase = ignoresCase
    }

    /// The symbol of a scalar.
    mutating func symbol(_ scalar: Unicode.Scalar) -> UInt8 {
        let value = Int(scalar.value)
        if value < 128 { return UInt8(value) }
        guard value < 0x1_0000 else { return look(scalar) }
        if known.isEmpty { known = [UInt8](repeating: Self.unknown, count: 0x1_0000) }
        if known[value] == Self.unknown { known[value] = look(scalar) }
        return known[value]
    }

    private func look(_ scalar: Unicode.Scalar) -> UInt8 {
        // The Kelvin sign is the one whose small letter is one of ASCII.
        if ignoresCase, scalar == "\u{212A}" { return UInt8(ascii: "k") }
        return 128 + ScalarKind.of(scalar)
    }
}

/// The kind of a scalar beyond ASCII to a regular expression: a sum of traits, after Unicode Technical Standard
/// 18, annex C.
///
/// The classes that a pattern can name tell such scalars apart by these alone.
struct ScalarKind {
    /// The trait of a line's end, which `.` does not match.
    static let lineEnd: UInt8 = 1
    /// The trait that `\d` matches.
    static let digit: UInt8 = 2
    /// The trait that `\w` matches.
    static let word: UInt8 = 4
    /// The trait that `\s` matches.
    static let space: UInt8 = 8
    /// The number of sums of these.
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
