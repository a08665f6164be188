extension Scope {
    /// The scope as a probe has it.
    public var digest: ScopeDigest { ScopeDigest(of: self) }

    /// Appends the bounds and the cuts.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: horizon)
        bytes.append(bigEndian: expired)
        bytes.append(bigEndian: ceiling)
        bytes.append(flags)
        cuts.encode(into: &bytes)
    }

    /// Reads the bounds and the cuts.
    public init?(from reader: inout ByteReader) {
        guard let horizon = reader.readInteger(UInt64.self),
            let expired = reader.readInteger(UInt64.self),
            let ceiling = reader.readInteger(UInt64.self),
            let flags = reader.readByte(),
            let cuts = Cuts(from: &reader)
        else { return nil }
        self.init(horizon: horizon, expired: expired, ceiling: ceiling, cuts: cuts)
        self.flags = flags
    }
}
