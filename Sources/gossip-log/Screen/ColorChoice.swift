import ArgumentParser

/// When to colour, the value of `--color`.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never

    /// Whether to colour: `auto` does on a terminal that can, unless `NO_COLOR` says not to
    /// (https://no-color.org).
    func isOn(terminal: Bool, environment: Environment) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            terminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        }
    }
}
