import ArgumentParser

/// How lines look, for standard input, standard output and diagnostics.
enum LineFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text
    case json
}
