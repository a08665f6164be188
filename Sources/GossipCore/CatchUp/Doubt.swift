/// The doubt after a start on a log that may have gone back in time, see ``OwnHistory``.
///
/// Publishing waits until the peers had the chance to return the messages of this node that they
/// hold.
struct Doubt: Sendable {
    /// True while publishing waits.
    private(set) var isOpen: Bool
    private let end: UInt64

    init(isOpen: Bool, until end: UInt64) {
        self.isOpen = isOpen
        self.end = end
    }

    /// The time at which publishing is allowed in any case.
    var deadline: UInt64 { isOpen ? end : .max }

    mutating func settle() { isOpen = false }
}
