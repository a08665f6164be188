/// The symbols by which an automaton tells scalars apart: the 128 characters of ASCII, and the kinds of all
/// others.
struct ScalarAlphabet {
    /// How many symbols there are.
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
