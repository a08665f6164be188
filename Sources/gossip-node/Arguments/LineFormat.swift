import ArgumentParser

/// The form of lines, for standard input, standard output and diagnostics.
enum LineFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text
    case json
}
