import Glibc

/// A test of text for numeric addresses.
enum IPText {
    /// Four decimal numbers with dots.
    static func isIPv4(_ text: String) -> Bool {
        var address = in_addr()
        return inet_pton(AF_INET, text, &address) == 1
    }

    /// Hexadecimal groups with colons; no zone.
    static func isIPv6(_ text: String) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET6, text, &address) == 1
    }
}
