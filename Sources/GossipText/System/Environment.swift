import Glibc

/// The variables of the process's environment that this program heeds.
package struct Environment: Sendable {
    private let lookUp: @Sendable (String) -> String?

    /// The environment of this process.
    package static let process = Environment { name in
        getenv(name).map { String(cString: $0) }
    }

    package init(lookUp: @escaping @Sendable (String) -> String?) {
        self.lookUp = lookUp
    }

    package subscript(name: String) -> String? { lookUp(name) }
}
