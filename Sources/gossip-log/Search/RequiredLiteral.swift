/// The longest text that must stand in whatever a regular expression matches.
///
/// Looking for it first spares the slow matching of most bodies. It may miss such a text (then every
/// body is matched), but never names one that a match can do without: at the first construct it does
/// not know, it gives up.
struct RequiredLiteral {
    private var rest: Substring.UnicodeScalarView
    private var run: [Unicode.Scalar] = []
    private var longest: [Unicode.Scalar] = []

    /// The bytes of that text, or nil if none is known.
    static func find(in pattern: String) -> [UInt8]? {
        var search = RequiredLiteral(rest: Substring(pattern).unicodeScalars)
        guard search.scan() else { return nil }
        let text = String(String.UnicodeScalarView(search.longest))
        return text.isEmpty ? nil : Array(text.utf8)
    }

    private init(rest: Substring.UnicodeScalarView) {
        self.rest = rest
    }

    /// Whether the whole pattern was understood.
    private mutating func scan() -> Bool {
        while let scalar = rest.popFirst() {
            switch scalar {
            case "|", "(", ")", "]", "}", "#", "\0"..."\u{1F}": return false
            case ".", "^", "$": endRun()
            case "[":
                endRun()
                guard skipClass() else { return false }
            case "*", "?", "{":
                dropRepeated()
                endRun()
                guard scalar != "{" || skipRepetition() else { return false }
            case "+": endRun()
            case "\\":
                guard escape() else { return false }
            default: run.append(scalar)
            }
        }
        endRun()
        return true
    }

    /// Takes off the character that may be missing, all of it if it is made of several scalars.
    private mutating func dropRepeated() {
        if run.last?.isASCII == true { run.removeLast() } else { run = [] }
    }

    private mutating func endRun() {
        if run.count > longest.count { longest = run }
        run = []
    }

    /// `\d` and its like stand for one character of a kind, `\.` for a dot.
    private mutating func escape() -> Bool {
        guard let scalar = rest.popFirst(), scalar.isASCII else { return false }
        switch scalar {
        case "d", "D", "s", "S", "w", "W", "b", "B":
            endRun()
            return true
        case "0"..."9", "a"..."z", "A"..."Z", " "..."\u{20}", "\0"..."\u{1F}", "\u{7F}":
            return false
        default:
            run.append(scalar)
            return true
        }
    }

    /// `[abc]`, without classes within or sets combined.
    private mutating func skipClass() -> Bool {
        var isFirst = true
        while let scalar = rest.popFirst() {
            switch scalar {
            case "]": return !isFirst
            case "[", "\\", "&", "~": return false
            case "-" where rest.first == "-": return false
            case "^" where isFirst: continue
            default: isFirst = false
            }
        }
        return false
    }

    /// `{2}`, `{2,}`, `{,3}`, `{2,3}`.
    private mutating func skipRepetition() -> Bool {
        while let scalar = rest.popFirst() {
            if scalar == "}" { return true }
            guard ("0"..."9").contains(scalar) || scalar == "," else { return false }
        }
        return false
    }
}
