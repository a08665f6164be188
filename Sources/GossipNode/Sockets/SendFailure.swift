import Glibc

/// The consequence of an error of `send`, by its number.
///
/// None of them closes the socket, and none is a fault of the peer: the peer has not heard of it.
enum SendFailure: String, CaseIterable, Sendable {
    /// The system has no room now; the datagram waits.
    case noRoom
    /// The datagram has no way out: the link is down, or there is no route.
    case noRoute = "send-no-route"
    /// The address that the socket is bound to is not, or not yet, one of this host.
    case noLocalAddress = "send-no-local-address"
    /// A rule of this host forbids it: a packet filter, or a route that prohibits.
    case forbidden = "send-forbidden"
    /// The address is none that this socket can send to.
    case address = "send-address-refused"

    init(_ code: Int32) {
        self =
            switch code {
            case EAGAIN, ENOBUFS, ENOMEM: .noRoom
            case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, ENODEV, ENXIO: .noRoute
            case EADDRNOTAVAIL: .noLocalAddress
            case EPERM, EACCES: .forbidden
            default: .address
            }
    }
}
