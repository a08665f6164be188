/// The secret on paper that makes a new admin of a network when all others are lost or bad.
///
/// 56 digits of base32 without look-alikes, shown in seven groups: version 1, the Ed25519 seed 32,
/// checksum 2. `create` prints it once; no file has it.
public struct RecoveryCode: Sendable {
    private static let version: UInt8 = 1
    private static let seedLength = 32
    private static let digitCount =
        Base32.digitCount(ofBytes: 1 + seedLength + TypedCode.checksumLength)
    private static let groupLength = 8

    /// The key that signs: its public half stands in the ``Charter``.
    public let identity: Identity

    /// Makes a new code from the system's randomness.
    public init() { identity = Identity() }

    /// Makes the code of a 32-byte seed; any other length gives `nil`.
    public init?(seed: some Collection<UInt8>) {
        guard let identity = Identity(seed: seed) else { return nil }
        self.identity = identity
    }

    /// The text for people, in groups of eight.
    public var text: String {
        var digits = TypedCode.encode([Self.version] + identity.seed)[...]
        var groups: [Substring] = []
        while !digits.isEmpty {
            groups.append(digits.prefix(Self.groupLength))
            digits = digits.dropFirst(Self.groupLength)
        }
        return groups.joined(separator: "-")
    }

    /// Reads a code as somebody has typed it: in any case, with spaces and hyphens anywhere.
    ///
    /// - Throws: ``TypedCodeError``, a different one for each slip.
    public init(text: String) throws(TypedCodeError) {
        let digits = try TypedCode.digits(of: text[...])
        guard digits.count >= Self.digitCount else {
            throw .tooShort(digits.count, needed: Self.digitCount)
        }
        guard digits.count == Self.digitCount else {
            throw .tooLong(digits.count, needed: Self.digitCount)
        }
        let bytes = try TypedCode.decode(digits)
        guard bytes[0] == Self.version else { throw .otherVersion(Int(bytes[0])) }
        guard let identity = Identity(seed: bytes[1...]) else { throw .mistyped }
        self.identity = identity
    }
}
