internal import Glibc

/// The words of the system for an error number.
package enum SystemError {
    /// The words in lower case, as they stand inside a sentence: "no space left on device".
    package static func text(_ number: Int32) -> String {
        guard let words = strerror(number) else { return "error \(number)" }
        let text = String(cString: words)
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
