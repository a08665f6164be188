import ArgumentParser
import GossipWire

/// The authors who may write in a network, as `create` is told.
enum WriterChoice: String, CaseIterable, ExpressibleByArgument, Sendable {
    case members, any

    /// The choice in the charter.
    var charter: Charter.Authors {
        switch self {
        case .members: .members
        case .any: .anyone
        }
    }
}
