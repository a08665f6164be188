import Glibc

/// Why a benchmark could not be made, as a sentence.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// A call of the system that failed.
    init(_ what: String, errorNumber: Int32) {
        description = "\(what): \(String(cString: strerror(errorNumber)))."
    }
}
