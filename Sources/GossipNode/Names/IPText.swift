import Glibc

/// A test of text for numeric addresses.
enum IPText {
    /// Four decimal numbers with dots.
    static func isIPv4(_ text: String) -> Bool {
        var address = [UInt8](repeating: 0, count: 4)
        return inet_pton(AF_INET, text, &address) == 1
    }

    /// Hexadecimal groups with colons; no zone.
    static func isIPv6(_ text: String) -> Bool {
        var address = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET6, text, &address) == 1
    }
}
