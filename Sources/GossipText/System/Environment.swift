internal import Glibc

/// The variables of the environment.
package struct Environment: Sendable {
    private let lookUp: @Sendable (String) -> String?

    /// The environment of this process.
    package static let process = Environment { name in
        getenv(name).map { String(cString: $0) }
    }

    /// Makes an environment by a function from names to values.
    package init(lookUp: @escaping @Sendable (String) -> String?) {
        self.lookUp = lookUp
    }

    /// The value of a variable; `nil` when it is not set.
    package subscript(name: String) -> String? { lookUp(name) }
}
