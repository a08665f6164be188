import Glibc

/// The operating system's errors in words.
package enum SystemError {
    /// The words for an error number, in lower case as they stand in the middle of a sentence.
    package static func text(_ number: Int32) -> String {
        guard let words = strerror(number) else { return "error \(number)" }
        let text = String(cString: words)
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
