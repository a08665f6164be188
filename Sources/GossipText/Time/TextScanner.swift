/// A cursor over ASCII text that takes what it expects or leaves the text as it was.
struct TextScanner {
    private var rest: Substring.UTF8View

    init(_ text: some StringProtocol) {
        rest = Substring(text).utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Takes one of these characters, if it comes next.
    mutating func take(anyOf characters: String) -> UInt8? {
        guard let next = rest.first, characters.utf8.contains(next) else { return nil }
        rest.removeFirst()
        return next
    }

    /// Takes this one character, if it comes next.
    mutating func take(_ character: String) -> Bool {
        take(anyOf: character) != nil
    }

    /// Takes an unsigned number of so many digits, if that many come next.
    mutating func takeNumber(digits: ClosedRange<Int>) -> (value: Int, digits: Int)? {
        let run = rest.prefix { (0x30...0x39).contains($0) }
        guard digits.contains(run.count), digits.upperBound <= 18 else { return nil }
        let value = run.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        rest = rest.dropFirst(run.count)
        return (value, run.count)
    }

    /// Takes the letters that come next, in lower case except for a lone `M` (month).
    mutating func takeWord() -> String {
        let run = rest.prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
        rest = rest.dropFirst(run.count)
        let word = String(decoding: run, as: UTF8.self)
        return word == "M" ? word : word.lowercased()
    }

    mutating func skipSpaces() {
        rest = rest.drop { $0 == 0x20 }
    }
}
