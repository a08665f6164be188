internal import GossipWire

/// A step of a ``FaultedLife``.
enum FaultedStep {
    case append(Int)
    case prune(countMax: Int)
    case checkpoint
    case truncate
    case shrink

    /// The work of a step, with its messages drawn.
    enum Work {
        case append([Message])
        case prune(PruneOrder, countMax: Int)
        case checkpoint
        case truncate
        case shrink
    }

    /// All steps of a life.
    static let life: [FaultedStep] = [
        .append(4), .append(4), .checkpoint, .append(200), .prune(countMax: 20), .append(4),
        .truncate, .prune(countMax: 500), .shrink, .append(4), .prune(countMax: 500),
    ]
}
