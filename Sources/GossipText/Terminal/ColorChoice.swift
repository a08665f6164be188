/// The choice of colours, as `--color` gives it.
package enum ColorChoice: String, CaseIterable, Sendable {
    case auto, always, never

    /// True when output is coloured.
    ///
    /// `auto` colours on a terminal that can, unless `NO_COLOR` holds anything
    /// (https://no-color.org).
    package func isOn(_ terminal: Terminal, environment: Environment = .process) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: terminal.hasEscapes && (environment["NO_COLOR"] ?? "").isEmpty
        }
    }
}
