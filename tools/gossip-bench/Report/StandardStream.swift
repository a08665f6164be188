import Glibc

/// Standard output and standard error, written at once.
enum StandardStream: Int32 {
    case output = 1
    case errors = 2

    func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                return
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Prints progress for whoever waits.
    static func say(_ text: String) {
        errors.write("gossip-bench: \(text)\n")
    }
}
