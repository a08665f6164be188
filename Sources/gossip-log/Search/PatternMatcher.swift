/// Tells whether a pattern occurs in a text, in one pass of a nanosecond or two a character.
///
/// A deterministic automaton that is made while it runs, state by state (Thompson's construction, as in
/// grep and RE2). Swift's engine backtracks through a `String` and takes microseconds a body.
final class PatternMatcher {
    /// States kept; beyond them all are forgotten and made anew as they are needed.
    private static let statesMax = 2_000
    private static let unknown: Int32 = -1
    /// The state in which the pattern has occurred.
    private static let matched: Int32 = -2

    private struct State: Hashable {
        /// Steps of the program that wait for a character, ascending.
        let steps: [Int]
        /// True when the pattern occurs if the text ends here.
        let matchesAtEnd: Bool
        /// True when a step waits to know of a boundary of words here; without one, the rest is not told.
        let asksForBoundary: Bool
        let isAfterWord: Bool
        let isAtStart: Bool
    }

    private let program: PatternProgram
    /// To which class a symbol belongs; those of one class are in the same sets.
    private let classes: [UInt8]
    private let classCount: Int
    private var alphabet: ScalarAlphabet
    private var states: [State] = []
    private var numbers: [State: Int32] = [:]
    /// By state and class: the next state.
    private var transitions: [Int32] = []
    /// The state before the first character.
    private var first: Int32 = 0

    /// The automaton of a pattern; nil for those that are left to Swift's engine.
    convenience init?(_ pattern: PatternParser.Pattern) {
        guard let program = PatternProgram(pattern.node) else { return nil }
        self.init(program, ignoresCase: pattern.ignoresCase)
    }

    private init(_ program: PatternProgram, ignoresCase: Bool) {
        self.program = program
        alphabet = ScalarAlphabet(ignoresCase: ignoresCase)
        var sets: Set<ScalarSet> = []
        for step in program.steps {
            switch step {
            case .take(let set): sets.insert(set)
            case .boundary: sets.insert(.word)
            default: break
            }
        }
        var known: [[Bool]: UInt8] = [:]
        classes = (0..<ScalarAlphabet.count).map { symbol in
            let key = sets.map { $0.contains(UInt8(symbol)) }
            if let number = known[key] { return number }
            let number = UInt8(known.count)
            known[key] = number
            return number
        }
        classCount = known.count
        start()
    }

    /// True when the pattern occurs in the text.
    func matches(_ text: UnsafeRawBufferPointer) -> Bool {
        var state = first
        var index = 0
        while state != Self.matched {
            follow(text, from: &state, at: &index)
            guard index < text.count else { return states[Int(state)].matchesAtEnd }
            let next = UTF8Scalar(text, at: index)
            state = step(from: state, alphabet.symbol(next.scalar))
            index += next.length
        }
        return true
    }

    /// Goes from state to state until the text ends, a character is not ASCII, or what follows must be
    /// looked up or found.
    private func follow(
        _ text: UnsafeRawBufferPointer,
        from state: inout Int32,
        at index: inout Int
    ) {
        let classCount = classCount
        classes.withUnsafeBufferPointer { classes in
            transitions.withUnsafeBufferPointer { transitions in
                while index < text.count {
                    let byte = Int(text[index])
                    guard byte < 0x80 else { return }
                    let next = transitions[Int(state) * classCount + Int(classes[byte])]
                    guard next >= 0 else { return }
                    state = next
                    index += 1
                }
            }
        }
    }

    /// Forgets all states but the first.
    private func start() {
        states = []
        numbers = [:]
        transitions = []
        first = number(of: [0], Position(isAtStart: true))
    }

    /// Finds where a symbol leads, and notes it.
    private func step(from state: Int32, _ symbol: UInt8) -> Int32 {
        let noted = transitions[Int(state) * classCount + Int(classes[Int(symbol)])]
        guard noted == Self.unknown else { return noted }
        let from = states[Int(state)]
        if states.count >= Self.statesMax { start() }
        let isWord = ScalarSet.word.contains(symbol)
        let number = number(after: from, symbol, isWord: isWord)
        if states.indices.contains(Int(state)), states[Int(state)] == from {
            transitions[Int(state) * classCount + Int(classes[Int(symbol)])] = number
        }
        return number
    }

    private func number(after state: State, _ symbol: UInt8, isWord: Bool) -> Int32 {
        var steps = state.steps
        if state.asksForBoundary {
            var position = Position(isAtStart: state.isAtStart)
            position.isBoundary = state.isAfterWord != isWord
            let reached = reach(steps, position)
            if reached.isMatched { return Self.matched }
            steps = reached.steps
        }
        var next: [Int] = []
        for index in steps {
            if case .take(let set) = program.steps[index], set.contains(symbol) {
                next.append(index + 1)
            }
        }
        // The pattern may also begin with the character after this one.
        next.append(0)
        return number(of: next, Position(isAfterWord: isWord))
    }

    /// The facts about a position between two characters.
    private struct Position {
        var isAtStart = false
        var isAtEnd = false
        var isAfterWord = false
        /// Nil while what comes is not known.
        var isBoundary: Bool?
    }

    /// The state of being at these steps, made if it is new.
    private func number(of steps: [Int], _ position: Position) -> Int32 {
        let reached = reach(steps, position)
        if reached.isMatched { return Self.matched }
        var end = position
        end.isAtEnd = true
        end.isBoundary = position.isAfterWord
        let asksForBoundary = reached.steps.contains {
            if case .boundary = program.steps[$0] { true } else { false }
        }
        let state = State(
            steps: reached.steps,
            matchesAtEnd: reach(steps, end).isMatched,
            asksForBoundary: asksForBoundary,
            isAfterWord: asksForBoundary && position.isAfterWord,
            isAtStart: asksForBoundary && position.isAtStart
        )
        if let known = numbers[state] { return known }
        let number = Int32(states.count)
        states.append(state)
        numbers[state] = number
        transitions += repeatElement(Self.unknown, count: classCount)
        return number
    }

    /// The steps that wait for what comes, as far as one gets to from these without taking anything.
    private func reach(_ steps: [Int], _ position: Position) -> (steps: [Int], isMatched: Bool) {
        var waiting = steps
        var seen: Set<Int> = []
        var reached: [Int] = []
        while let index = waiting.popLast() {
            guard seen.insert(index).inserted else { continue }
            switch program.steps[index] {
            case .take: reached.append(index)
            case .split(let one, let other): waiting += [one, other]
            case .jump(let target): waiting.append(target)
            case .start: if position.isAtStart { waiting.append(index + 1) }
            case .end: if position.isAtEnd { waiting.append(index + 1) }
            case .boundary(let isWanted):
                if position.isBoundary == nil { reached.append(index) }
                if position.isBoundary == isWanted { waiting.append(index + 1) }
            case .match: return ([], true)
            }
        }
        return (reached.sorted(), false)
    }
}
