import GossipText

extension Problem {
    /// The refusal of a body, or of a line of it.
    init(_ error: InputError, line: Int? = nil) {
        let kind: ProblemKind =
            switch error {
            case .overlong: .tooLarge
            case .unknownField: .unknownField
            case .tagTooLong, .draft: .unpublishable
            default: .badBody
            }
        let place = line.map { "line \($0): " } ?? ""
        self.init(kind, place + error.description + " Nothing was published.")
        self.line = line
    }
}
