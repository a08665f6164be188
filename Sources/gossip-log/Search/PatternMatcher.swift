/// Tells whether a pattern occurs in ASCII text, in one pass of a nanosecond or two a character.
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
        /// Whether the pattern occurs if the text ends here.
        let matchesAtEnd: Bool
    }

    private let program: PatternProgram
    /// To which class a character belongs; those of one class are in the same sets.
    private let classes: [UInt8]
    private let classCount: Int
    private var states: [State] = []
    private var numbers: [State: Int32] = [:]
    /// By state and class: the next state.
    private var transitions: [Int32] = []
    /// The state before the first character.
    private var first: Int32 = 0

    init(_ program: PatternProgram) {
        self.program = program
        var sets: [ASCIISet] = []
        for case .take(let set) in program.steps where !sets.contains(set) { sets.append(set) }
        var known: [[Bool]: UInt8] = [:]
        classes = (0..<128).map { byte in
            let key = sets.map { $0.contains(UInt8(byte)) }
            if let number = known[key] { return number }
            let number = UInt8(known.count)
            known[key] = number
            return number
        }
        classCount = known.count
        start()
    }

    /// Whether the pattern occurs in the text; nil when it is not all ASCII and so not for this matcher.
    func matches(_ text: UnsafeRawBufferPointer) -> Bool? {
        var state = first
        var index = 0
        while state != Self.matched {
            follow(text, from: &state, at: &index)
            guard index < text.count else { return states[Int(state)].matchesAtEnd }
            guard text[index] < 0x80 else { return nil }
            state = step(from: state, text[index])
            index += 1
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
        first = number(of: [0], isAtStart: true)
    }

    /// Finds where a character leads, and notes it.
    private func step(from state: Int32, _ byte: UInt8) -> Int32 {
        let noted = transitions[Int(state) * classCount + Int(classes[Int(byte)])]
        guard noted == Self.unknown else { return noted }
        let from = states[Int(state)].steps
        if states.count >= Self.statesMax { start() }
        var next: [Int] = []
        for index in from {
            if case .take(let set) = program.steps[index], set.contains(byte) {
                next.append(index + 1)
            }
        }
        // The pattern may also begin with the character after this one.
        next.append(0)
        let number = number(of: next, isAtStart: false)
        if states.indices.contains(Int(state)), states[Int(state)].steps == from {
            transitions[Int(state) * classCount + Int(classes[Int(byte)])] = number
        }
        return number
    }

    /// The state of being at these steps, made if it is new.
    private func number(of steps: [Int], isAtStart: Bool) -> Int32 {
        let reached = reach(steps, isAtStart: isAtStart, isAtEnd: false)
        if reached.isMatched { return Self.matched }
        let state = State(
            steps: reached.steps,
            matchesAtEnd: reach(steps, isAtStart: isAtStart, isAtEnd: true).isMatched
        )
        if let known = numbers[state] { return known }
        let number = Int32(states.count)
        states.append(state)
        numbers[state] = number
        transitions += repeatElement(Self.unknown, count: classCount)
        return number
    }

    /// The steps that take a character, as far as one gets to from these without taking any.
    private func reach(
        _ steps: [Int],
        isAtStart: Bool,
        isAtEnd: Bool
    ) -> (steps: [Int], isMatched: Bool) {
        var waiting = steps
        var seen: Set<Int> = []
        var taking: [Int] = []
        while let index = waiting.popLast() {
            guard seen.insert(index).inserted else { continue }
            switch program.steps[index] {
            case .take: taking.append(index)
            case .split(let one, let other): waiting += [one, other]
            case .jump(let target): waiting.append(target)
            case .start: if isAtStart { waiting.append(index + 1) }
            case .end: if isAtEnd { waiting.append(index + 1) }
            case .match: return ([], true)
            }
        }
        return (taking.sorted(), false)
    }
}
