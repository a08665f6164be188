/// A pattern as a nondeterministic automaton (Thompson, "Regular expression search algorithm", 1968).
struct PatternProgram {
    enum Step {
        /// Takes a character of the set and goes on with the next step.
        case take(ScalarSet)
        /// Goes on at both.
        case split(Int, Int)
        case jump(Int)
        /// Goes on only at the beginning of the text.
        case start
        /// Goes on only at its end.
        case end
        /// Goes on only between a character of a word and one that is none, or only elsewhere.
        case boundary(Bool)
        case match
    }

    private(set) var steps: [Step] = []

    /// Steps of the largest pattern; counted repetitions multiply.
    private static let stepsMax = 4_000

    /// Compiles a pattern; nil when it would become too large, or a part is beyond an automaton.
    init?(_ node: PatternNode) {
        guard add(node) else { return nil }
        steps.append(.match)
    }

    private mutating func add(_ node: PatternNode) -> Bool {
        guard steps.count < Self.stepsMax else { return false }
        switch node {
        case .empty: return true
        case .scalar, .beyondAutomaton: return false
        case .set(let set): steps.append(.take(set))
        case .start: steps.append(.start)
        case .end: steps.append(.end)
        case .boundary: steps.append(.boundary(true))
        case .noBoundary: steps.append(.boundary(false))
        case .sequence(let parts):
            for part in parts where !add(part) { return false }
        case .choice(let choices): return add(choices: choices)
        case .repeated(let part, let min, let max): return add(part, min: min, max: max)
        }
        return true
    }

    private mutating func add(choices: [PatternNode]) -> Bool {
        var ends: [Int] = []
        for (index, choice) in choices.enumerated() {
            let isLast = index + 1 == choices.count
            let split = steps.count
            if !isLast { steps.append(.jump(0)) }
            guard add(choice) else { return false }
            guard !isLast else { break }
            ends.append(steps.count)
            steps.append(.jump(0))
            steps[split] = .split(split + 1, steps.count)
        }
        for end in ends { steps[end] = .jump(steps.count) }
        return true
    }

    private mutating func add(_ part: PatternNode, min: Int, max: Int?) -> Bool {
        for _ in 0..<min where !add(part) { return false }
        guard let max else {
            let split = steps.count
            steps.append(.jump(0))
            guard add(part) else { return false }
            steps.append(.jump(split))
            steps[split] = .split(split + 1, steps.count)
            return true
        }
        var splits: [Int] = []
        for _ in min..<max {
            splits.append(steps.count)
            steps.append(.jump(0))
            guard add(part) else { return false }
        }
        for split in splits { steps[split] = .split(split + 1, steps.count) }
        return true
    }
}

/// The syntax tree of a regular expression.
indirect enum PatternNode: Equatable, Sendable {
    case empty
    case set(ScalarSet)
    /// A character beyond ASCII that stands for itself.
    case scalar(Unicode.Scalar)
    /// The beginning of the text.
    case start
    /// The end of the text.
    case end
    /// Between a character of a word and one that is none.
    case boundary
    /// Anywhere else.
    case noBoundary
    case sequence([PatternNode])
    case choice([PatternNode])
    case repeated(PatternNode, min: Int, max: Int?)
    /// A part that only Swift's engine matches; it takes no text that the part here would not take.
    case beyondAutomaton(PatternNode)
}
