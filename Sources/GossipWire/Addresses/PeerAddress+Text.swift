extension PeerAddress: CustomStringConvertible {
    /// `127.0.0.1:5000`, `[::1]:5000` or `[fe80::1%eth0]:5000`, IPv6 as RFC 5952 has it.
    public var description: String {
        guard let ipv4 else {
            return "[\(ipv6Text)\(zone == .none ? "" : "%" + zone.name)]:\(port)"
        }
        let bytes = [24, 16, 8, 0].map { String(ipv4 >> UInt32($0) & 255) }
        return bytes.joined(separator: ".") + ":\(port)"
    }

    private var groups: [UInt16] {
        (0..<8).map { index in
            let word = index < 4 ? high : low
            return UInt16(truncatingIfNeeded: word >> UInt64(48 - 16 * (index % 4)))
        }
    }

    private var ipv6Text: String {
        let groups = groups
        var longest = 0..<0
        var start = 0
        while start < 8 {
            let end = groups[start...].firstIndex { $0 != 0 } ?? 8
            if end - start > max(longest.count, 1) { longest = start..<end }
            start = max(end, start) + 1
        }
        let hex = groups.map { String($0, radix: 16) }
        guard !longest.isEmpty else { return hex.joined(separator: ":") }
        return hex[..<longest.lowerBound].joined(separator: ":") + "::"
            + hex[longest.upperBound...].joined(separator: ":")
    }
}

extension PeerAddress: LosslessStringConvertible {
    /// Reads `a.b.c.d:port`, `[IPv6]:port` or `[IPv6%zone]:port`, numbers only; a host name gives `nil`,
    /// and so does a zone of an address that is not link-local.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"),
            let port = Self.decimal(text[text.index(after: colon)...], max: 65_535)
        else { return nil }
        let host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            let inside = host.dropFirst().dropLast()
            let percent = inside.firstIndex(of: "%")
            guard let (high, low) = Self.ipv6(inside[..<(percent ?? inside.endIndex)])
            else { return nil }
            guard let percent else {
                self.init(high: high, low: low, port: UInt16(port))
                return
            }
            guard let zone = Zone(inside[inside.index(after: percent)...]) else { return nil }
            self.init(high: high, low: low, port: UInt16(port), zone: zone)
            guard self.zone == zone else { return nil }
        } else {
            let parts = host.split(separator: ".", omittingEmptySubsequences: false)
            let bytes = parts.compactMap { Self.decimal($0, max: 255) }
            guard parts.count == 4, bytes.count == 4 else { return nil }
            let word = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            self.init(ipv4: word, port: UInt16(port))
        }
    }

    private static func decimal(_ text: Substring, max: Int) -> Int? {
        guard !text.isEmpty, text.count <= 5, text.utf8.allSatisfy({ (48...57).contains($0) }),
            let value = Int(text), value <= max
        else { return nil }
        return value
    }

    private static func ipv6(_ text: Substring) -> (UInt64, UInt64)? {
        var halves: [[UInt16]] = []
        let sides = text.components(separatedBy: "::")
        guard sides.count <= 2 else { return nil }
        for side in sides {
            guard let groups = Self.groups(side) else { return nil }
            halves.append(groups)
        }
        let given = halves.reduce(0) { $0 + $1.count }
        guard sides.count == 1 ? given == 8 : given < 8 else { return nil }
        let zeros = [UInt16](repeating: 0, count: 8 - given)
        let all = halves[0] + zeros + (halves.count == 2 ? halves[1] : [])
        return (
            all[..<4].reduce(0) { $0 << 16 | UInt64($1) },
            all[4...].reduce(0) { $0 << 16 | UInt64($1) }
        )
    }

    private static func groups(_ side: Substring) -> [UInt16]? {
        guard !side.isEmpty else { return [] }
        var groups: [UInt16] = []
        for part in side.split(separator: ":", omittingEmptySubsequences: false) {
            guard (1...4).contains(part.utf8.count), let value = UInt16(part, radix: 16),
                part.utf8.first != UInt8(ascii: "+")
            else { return nil }
            groups.append(value)
        }
        return groups.count <= 8 ? groups : nil
    }
}

extension Substring {
    /// The parts between the occurrences of a two-character separator.
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        parts.append(rest)
        return parts
    }
}
