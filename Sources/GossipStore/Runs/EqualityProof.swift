public import Negentropy

/// The outcome of a closing round: both logs had this many messages with this fingerprint.
public struct EqualityProof: Hashable, Sendable {
    /// The number of messages.
    public var count: Int
    /// The fingerprint over all of them.
    public var fingerprint: Fingerprint
    /// When, in milliseconds since 1970.
    public var milliseconds: UInt64
    /// The authors whom one of both logs cut lower than the other: of them the logs may differ.
    public var excludedAuthors: Int
    /// True when guests are left out, since one of both logs was closed to them.
    public var excludesGuests: Bool

    /// The fingerprint as 32 hexadecimal digits.
    public var fingerprintHex: String { fingerprint.hex }

    /// Makes a proof.
    public init(
        count: Int,
        fingerprint: Fingerprint,
        milliseconds: UInt64,
        excludedAuthors: Int = 0,
        excludesGuests: Bool = false
    ) {
        self.count = count
        self.fingerprint = fingerprint
        self.milliseconds = milliseconds
        self.excludedAuthors = excludedAuthors
        self.excludesGuests = excludesGuests
    }
}
