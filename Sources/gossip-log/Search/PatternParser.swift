/// Reads a regular expression into a tree, once for all that search by it.
///
/// Gives up (nil) at the first construct it does not know for certain: back references, look-around,
/// Unicode classes, set algebra. Those are left to Swift's engine, which also has the error messages for
/// a wrong pattern. Nothing is accepted here that the engine refuses.
struct PatternParser {
    private var rest: Substring.UnicodeScalarView
    private var ignoresCase = false

    /// Groups within groups; a longer nesting is nobody's pattern.
    private static let depthMax = 50

    /// With this before it, case makes no difference to a pattern.
    private static let ignoringCase = "(?i)"

    /// A pattern that has been read.
    struct Pattern: Equatable {
        let node: PatternNode
        /// True when case makes no difference; the sets of the tree hold both cases of ASCII.
        let ignoresCase: Bool
    }

    /// Reads a pattern; nil for one that is left to the engine.
    static func parse(_ text: String, ignoresCase: Bool = false) -> Pattern? {
        var parser = PatternParser(rest: Substring(text).unicodeScalars)
        parser.ignoresCase = ignoresCase
        if text.hasPrefix(ignoringCase) {
            parser.rest = parser.rest.dropFirst(ignoringCase.count)
            parser.ignoresCase = true
        }
        guard let node = parser.choice(depth: 0), parser.rest.isEmpty else { return nil }
        return Pattern(node: node, ignoresCase: parser.ignoresCase)
    }

    private init(rest: Substring.UnicodeScalarView) {
        self.rest = rest
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func choice(depth: Int) -> PatternNode? {
        guard depth < Self.depthMax, let first = sequence(depth: depth) else { return nil }
        var choices = [first]
        while take("|") {
            guard let next = sequence(depth: depth) else { return nil }
            choices.append(next)
        }
        return choices.count == 1 ? first : .choice(choices)
    }

    private mutating func sequence(depth: Int) -> PatternNode? {
        var parts: [PatternNode] = []
        while let next = rest.first, next != "|", next != ")" {
            guard let atom = atom(depth: depth), let part = quantified(atom) else { return nil }
            parts.append(part)
        }
        return .sequence(parts)
    }

    private mutating func atom(depth: Int) -> PatternNode? {
        guard let scalar = rest.popFirst() else { return nil }
        switch scalar {
        case "(":
            if take("?") { guard take(":") else { return nil } }
            guard let group = choice(depth: depth + 1), take(")") else { return nil }
            return group
        case ".": return .set(ScalarSet.lineEnds.inverted)
        case "^": return .start
        case "$": return .end
        case "[": return characterClass()
        case "\\":
            if take("b") { return .boundary }
            if take("B") { return .noBoundary }
            return escape().map { .set(folded($0)) }
        case "*", "+", "?", "{", "}", "]", "#": return nil
        case "\u{80}"...:
            // The replacement stands for bytes that are no text as well.
            return ignoresCase || scalar == "\u{FFFD}" ? Self.anyBeyond : .scalar(scalar)
        default: return literal(scalar).map { .set(folded($0)) }
        }
    }

    /// Any character, where the engine knows better which.
    private static let anyBeyond = PatternNode.beyondAutomaton(.set(ScalarSet().inverted))

    /// A character that stands for itself.
    private func literal(_ scalar: Unicode.Scalar) -> ScalarSet? {
        guard (0x20...0x7E).contains(scalar.value) else { return nil }
        let byte = UInt8(scalar.value)
        return ScalarSet(byte...byte)
    }

    private func folded(_ set: ScalarSet) -> ScalarSet { ignoresCase ? set.ignoringCase : set }

    private mutating func escape() -> ScalarSet? {
        guard let scalar = rest.popFirst() else { return nil }
        switch scalar {
        case "d": return .digits
        case "D": return ScalarSet.digits.inverted
        case "w": return .word
        case "W": return ScalarSet.word.inverted
        case "s": return .space
        case "S": return ScalarSet.space.inverted
        case "t": return ScalarSet(0x09...0x09)
        case "0"..."9", "A"..."Z", "a"..."z", " ": return nil
        default: return literal(scalar)
        }
    }

    /// `[abc]`, `[^a-z\d]`, without classes within or sets combined.
    private mutating func characterClass() -> PatternNode? {
        let isInverted = take("^")
        var set = ScalarSet()
        var isEmpty = true
        var isBeyond = false
        while let scalar = rest.popFirst() {
            switch scalar {
            case "]":
                guard !isEmpty else { return nil }
                if isBeyond { return Self.anyBeyond }
                return .set(isInverted ? folded(set).inverted : folded(set))
            case "[", "&", "~", "^": return nil
            case "\\":
                guard let escaped = escape(), rest.first != "-" else { return nil }
                set.formUnion(escaped)
            case "-":
                // Only where it can be nothing but itself.
                guard isEmpty || rest.first == "]" else { return nil }
                set.insert(0x2D)
            case "\u{80}"...: isBeyond = true
            default:
                guard let range = range(from: scalar) else { return nil }
                set.insert(range)
            }
            isEmpty = false
        }
        return nil
    }

    /// `a`, or `a-z` of which the first is taken already.
    private mutating func range(from scalar: Unicode.Scalar) -> ClosedRange<UInt8>? {
        guard (0x20...0x7E).contains(scalar.value) else { return nil }
        let first = UInt8(scalar.value)
        let afterDash = rest.dropFirst().first
        guard rest.first == "-", afterDash != "]" else { return first...first }
        rest.removeFirst()
        guard let end = rest.popFirst(), end.properties.isAlphabetic || ("0"..."9").contains(end),
            end.isASCII, end.value >= scalar.value
        else { return nil }
        return first...UInt8(end.value)
    }

    /// The part with what follows it: `*`, `+`, `?`, `{2,3}`, each also lazy.
    private mutating func quantified(_ part: PatternNode) -> PatternNode? {
        let node: PatternNode
        if take("*") {
            node = .repeated(part, min: 0, max: nil)
        } else if take("+") {
            node = .repeated(part, min: 1, max: nil)
        } else if take("?") {
            node = .repeated(part, min: 0, max: 1)
        } else if take("{") {
            guard let counts = counts() else { return nil }
            node = .repeated(part, min: counts.min, max: counts.max)
        } else {
            return part
        }
        if [.start, .end, .boundary, .noBoundary].contains(part) { return nil }
        // The engine repeats a whole character, of which this scalar may be a part.
        if case .scalar = part { return nil }
        if part == Self.anyBeyond { return nil }
        // Lazy finds the same texts; possessive does not, and of two in a row nobody is sure.
        let isPossessive = !take("?") && take("+")
        if let next = rest.first, "*+?{".unicodeScalars.contains(next) { return nil }
        return isPossessive ? .beyondAutomaton(node) : node
    }

    /// `2}`, `2,}`, `2,3}`.
    private mutating func counts() -> (min: Int, max: Int?)? {
        guard let low = number() else { return nil }
        if take("}") { return (low, low) }
        guard take(",") else { return nil }
        if take("}") { return (low, nil) }
        guard let high = number(), take("}"), high >= low else { return nil }
        return (low, high)
    }

    private mutating func number() -> Int? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return Int(String(digits))
    }
}
