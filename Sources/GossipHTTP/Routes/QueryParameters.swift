import GossipText
import Hummingbird
import HummingbirdCore

/// The parameters of a request, each known and given once.
struct QueryParameters: Sendable {
    private var values: [String: String] = [:]

    /// Reads the query of a target.
    ///
    /// - Throws: ``Problem`` for a parameter that is not known, or given twice.
    init(of uri: URI, known: [String]) throws(Problem) {
        for (key, value) in uri.queryParameters {
            let name = String(key)
            guard known.contains(name) else { throw .unknownParameter(name, known: known) }
            guard values.updateValue(String(value), forKey: name) == nil else {
                throw Problem(.badParameter, "the parameter \(name) stands there twice. Keep one.")
            }
        }
    }

    /// The value of a parameter; `nil` when it is not given.
    subscript(name: String) -> String? { values[name] }
}

extension Problem {
    private static let shownMax = 40

    fileprivate static func unknownParameter(_ name: String, known: [String]) -> Problem {
        let shown = name.count <= shownMax ? name : "\(name.prefix(shownMax))…"
        let accepted =
            known.isEmpty ? "None is known here." : "Known are \(known.joined(separator: ", "))."
        var problem = Problem(
            .badParameter,
            "there is no parameter \"\(SafeText.text(shown))\" here. \(accepted)"
        )
        problem.parameter = shown
        return problem
    }
}
