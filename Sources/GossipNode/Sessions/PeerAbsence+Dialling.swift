import Glibc
import GossipCore
import NIOCore

extension PeerAbsence {
    /// The reason that the result of a dial shows.
    ///
    /// A stream that comes about shows a host whose system answers, and no datagram of its node.
    init(_ result: Result<some Any, any Error>) {
        guard case .failure(let error as IOError) = result else {
            self = .noAnswer
            return
        }
        switch error.errnoCode {
        case ECONNREFUSED: self = .refused
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN: self = .noRoute
        default: self = .noAnswer
        }
    }
}
