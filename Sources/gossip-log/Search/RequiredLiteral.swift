/// The longest text that must stand in whatever a regular expression matches.
///
/// Looking for it first spares the slow matching of most bodies. It may miss such a text (then every
/// body is matched), but never names one that a match can do without.
struct RequiredLiteral {
    private let ignoresCase: Bool
    private var run: [Unicode.Scalar] = []
    private var longest: [Unicode.Scalar] = []

    private init(ignoresCase: Bool) {
        self.ignoresCase = ignoresCase
    }

    /// The search for that text, or nil if none is known.
    static func find(in pattern: PatternParser.Pattern) -> ByteSearch? {
        var search = RequiredLiteral(ignoresCase: pattern.ignoresCase)
        search.add(pattern.node)
        search.endRun()
        let text = String(String.UnicodeScalarView(search.longest))
        if text.isEmpty { return nil }
        return ByteSearch(needle: Array(text.utf8), ignoresCase: pattern.ignoresCase)
    }

    private mutating func add(_ node: PatternNode) {
        switch node {
        case .empty: break
        case .scalar(let scalar): run.append(scalar)
        case .set(let set):
            if let only = ignoresCase ? set.onlyIgnoringCase : set.only {
                run.append(Unicode.Scalar(only))
            } else {
                endRun()
            }
        case .sequence(let parts):
            for part in parts { add(part) }
        case .repeated(let part, let min, let max):
            // The next part follows the last repetition, not the first.
            if min > 0 { add(part) }
            if min != 1 || max != 1 { endRun() }
        case .beyondAutomaton(let part): add(part)
        case .start, .end, .boundary, .noBoundary, .choice: endRun()
        }
    }

    private mutating func endRun() {
        if run.count > longest.count { longest = run }
        run = []
    }
}
