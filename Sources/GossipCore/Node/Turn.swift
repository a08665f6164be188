/// The context of one input, handed to every machine: the clocks, randomness and the counters.
struct Turn: Sendable {
    /// The clocks at the input.
    var now: Now
    /// The random numbers of this node; all machines draw from one sequence.
    var random: SplitMix64
    /// The counts of all machines together.
    var counters = Counters()

    /// Counts something that is dropped, by its reason.
    mutating func count(_ drop: Counters.Drop, _ times: Int = 1) { counters.count(drop, times) }
}
