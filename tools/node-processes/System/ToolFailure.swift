import Glibc

/// Why a tool could not do its work, as a sentence.
package struct ToolFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    /// A call of the system that failed.
    package init(_ what: String, errorNumber: Int32) {
        description = "\(what): \(String(cString: strerror(errorNumber)))."
    }
}
