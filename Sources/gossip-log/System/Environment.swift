import Glibc

/// The variables of the process's environment that this program heeds.
struct Environment: Sendable {
    private let lookUp: @Sendable (String) -> String?

    /// The environment of this process.
    static let process = Environment { name in
        getenv(name).map { String(cString: $0) }
    }

    init(lookUp: @escaping @Sendable (String) -> String?) {
        self.lookUp = lookUp
    }

    subscript(name: String) -> String? { lookUp(name) }
}
