/// The bugs that a machine is given on purpose: a value, so that the logic has no builds of its own.
///
/// In a build with the trait `PlantedFaults` it holds one bug or none. In all others it holds nothing:
/// ``has(_:)`` is the constant `false`, and the optimiser removes what hangs on it.
public struct Faults: Hashable, Sendable {
    #if PLANTED_FAULTS
    private var planted: PlantedFault?

    /// Plants a bug.
    public init(_ fault: PlantedFault) { planted = fault }
    #endif

    /// Plants none.
    public init() {}

    /// True when this bug is in.
    @inline(__always)
    public func has(_ fault: PlantedFault) -> Bool {
        #if PLANTED_FAULTS
        planted == fault
        #else
        false
        #endif
    }
}
