import Glibc

/// The words of the system for an error number, in lower case as they stand inside a sentence.
package enum SystemError {
    /// For example "no space left on device" for `ENOSPC`.
    package static func text(_ code: Int32) -> String {
        guard let raw = strerror(code) else { return "error \(code)" }
        let text = String(cString: raw)
        guard let first = text.first else { return "error \(code)" }
        return first.lowercased() + text.dropFirst()
    }
}
