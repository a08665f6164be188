/// A token that a node gives out for an address: only the receiver there can send from there.
@frozen
public struct AddressToken: Hashable, Sendable {
    /// The eight bytes, 0 meaning none.
    public var value: UInt64

    /// Makes a token of its value.
    @inlinable
    public init(value: UInt64) { self.value = value }

    /// No token.
    public static let none = AddressToken(value: 0)
}
