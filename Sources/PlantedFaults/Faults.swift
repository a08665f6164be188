/// The bugs planted in a machine: a value, so that its logic is the same in every build.
///
/// In a build with the trait `PlantedFaults` it holds one bug or none. In all others it holds nothing:
/// ``has(_:)`` is the constant `false`, and the optimiser removes the code behind it.
public struct Faults: Hashable, Sendable {
    #if PLANTED_FAULTS
    private var planted: PlantedFault?

    /// Plants one bug.
    public init(_ fault: PlantedFault) { planted = fault }

    /// The bug planted where no value can be handed in: the hash of a type.
    ///
    /// Set it while no simulation runs.
    nonisolated(unsafe) public static var ofTypes = Faults()
    #endif

    /// Plants no bug.
    public init() {}

    /// True when this bug is planted.
    @inline(__always)
    public func has(_ fault: PlantedFault) -> Bool {
        #if PLANTED_FAULTS
        planted == fault
        #else
        false
        #endif
    }
}
