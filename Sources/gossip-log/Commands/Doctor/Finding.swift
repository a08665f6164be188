/// A finding of the doctor, and the remedy.
struct Finding: Equatable {
    enum Grade: String, Comparable {
        /// As it should be.
        case good
        /// Worth knowing; nothing need be done.
        case note
        /// Something to change.
        case problem

        static func < (left: Grade, right: Grade) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .good: 0
            case .note: 1
            case .problem: 2
            }
        }
    }

    let grade: Grade
    /// The part of the machine or the log, in a word or two.
    let subject: String
    /// The finding in a sentence.
    let text: String
    /// The remedy; empty when none is needed.
    let advice: String

    static func good(_ subject: String, _ text: String) -> Finding {
        Finding(grade: .good, subject: subject, text: text, advice: "")
    }

    static func note(_ subject: String, _ text: String, _ advice: String) -> Finding {
        Finding(grade: .note, subject: subject, text: text, advice: advice)
    }

    static func problem(_ subject: String, _ text: String, _ advice: String) -> Finding {
        Finding(grade: .problem, subject: subject, text: text, advice: advice)
    }
}
