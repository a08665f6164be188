import GossipWire

/// A host, by name or number, and a port: what people type as `HOST:PORT`.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// A host name, an IPv4 address or an IPv6 address (without brackets), with `%` and the name of the
    /// interface when it is link-local.
    public let host: String
    /// The port, 0 … 65535.
    ///
    /// Port 0 asks the system for a free one and makes sense only to listen.
    public let port: UInt16

    /// An endpoint from its parts; nothing is checked or resolved.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Parses `name:5000`, `192.0.2.1:5000`, `[2001:db8::1]:5000` or `[fe80::1%eth0]:5000`.
    ///
    /// - Throws: ``EndpointError``, whose description says what is wrong with the text.
    public init(parsing text: String) throws(EndpointError) {
        let host: String
        let port: Substring
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]") else {
                throw EndpointError(text: text, reason: "the closing ] is missing")
            }
            let inside = text[text.index(after: text.startIndex)..<close]
            let rest = text[text.index(after: close)...]
            guard rest.hasPrefix(":") else {
                throw EndpointError(text: text, reason: "a :PORT must follow the ]")
            }
            port = rest.dropFirst()
            host = try Self.ipv6Host(inside, of: text)
        } else {
            guard let colon = text.lastIndex(of: ":") else {
                throw EndpointError(text: text, reason: "the port is missing")
            }
            host = String(text[..<colon])
            port = text[text.index(after: colon)...]
            if host.contains(":") {
                throw EndpointError(
                    text: text,
                    reason: "an IPv6 address needs brackets, as in [::1]:5000"
                )
            }
            guard Self.isHostName(host[...]) else {
                throw EndpointError(text: text, reason: "\"\(host)\" is not a host name")
            }
        }
        guard !port.isEmpty, port.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let number = UInt16(port)
        else {
            throw EndpointError(
                text: text,
                reason: "\"\(port)\" is not a port number from 0 to 65535"
            )
        }
        self.init(host: host, port: number)
    }

    /// The address of a host that is given by number, `nil` for a name.
    var address: PeerAddress? { PeerAddress(description) }

    /// Checks what stands in brackets: an address, and the interface if it is link-local.
    private static func ipv6Host(
        _ inside: Substring,
        of text: String
    ) throws(EndpointError) -> String {
        let percent = inside.firstIndex(of: "%")
        let number = String(inside[..<(percent ?? inside.endIndex)])
        guard IPText.isIPv6(number), let address = PeerAddress("[\(number)]:0") else {
            throw EndpointError(text: text, reason: "no IPv6 address stands in the brackets")
        }
        guard address.isLinkLocal else {
            if percent == nil { return number }
            throw EndpointError(
                text: text,
                reason: "only a link-local address (fe80::/10) has an interface behind a %"
            )
        }
        let written = percent.map { inside[inside.index(after: $0)...] } ?? ""
        guard !written.isEmpty else {
            throw EndpointError(
                text: text,
                reason: "a link-local address needs the network interface it is on, as in "
                    + "[\(number)%\(Interfaces.example)]:5000; \(Interfaces.list)"
            )
        }
        guard let zone = Interfaces.zone(parsing: written) else {
            throw EndpointError(
                text: text,
                reason: "there is no network interface \(written); \(Interfaces.list)"
            )
        }
        return "\(number)%\(zone.name)"
    }

    /// The form that parses back to the same endpoint.
    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// Letters, digits, dots, hyphens and underscores, at most 253; all digits and dots must be
    /// an IPv4 address, so that `1.2.3` is a mistake and not a name to look up.
    private static func isHostName(_ host: Substring) -> Bool {
        guard !host.isEmpty, host.utf8.count <= 253, host.first != "-" else { return false }
        let named = host.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
            default: false
            }
        }
        let numeric = host.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2e }
        return named && (!numeric || IPText.isIPv4(String(host)))
    }
}

/// Why a text is no `HOST:PORT`.
public struct EndpointError: Error, Equatable, CustomStringConvertible {
    /// The text as it was given.
    public let text: String
    /// The fault, without a full stop.
    public let reason: String

    /// The sentence a person reads.
    public var description: String {
        "\"\(text)\" is not an address: \(reason). Write HOST:PORT, for example 127.0.0.1:5000."
    }
}
