/// The state that the wire and the run share.
struct WireState {
    /// By link (from × count + to): how many cuts it is under.
    var cuts: [Int]
    var isEnding = false
    var tally = WireTally()

    init(count: Int) { cuts = [Int](repeating: 0, count: count * count) }
}
