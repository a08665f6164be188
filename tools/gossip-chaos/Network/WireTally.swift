/// The tally of the packets: delivered, lost, doubled.
struct WireTally {
    var carried = 0
    var lost = 0
    var duplicated = 0
    /// Sent before another packet of the same link, and arrived after it.
    var overtaken = 0
    var cut = 0
    var refused = 0

    mutating func add(_ other: WireTally) {
        carried += other.carried
        lost += other.lost
        duplicated += other.duplicated
        overtaken += other.overtaken
        cut += other.cut
        refused += other.refused
    }
}
