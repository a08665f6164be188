/// When to colour, the value of `--color`.
package enum ColorChoice: String, CaseIterable, Sendable {
    case auto, always, never

    /// Whether to colour: `auto` does on a terminal that can, unless `NO_COLOR` says not to
    /// (https://no-color.org).
    package func isOn(terminal: Bool, environment: Environment) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            terminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        }
    }
}
