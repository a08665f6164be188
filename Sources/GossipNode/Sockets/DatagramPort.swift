import Glibc
import GossipWire
import NIOCore

/// A bound UDP socket as a descriptor, opened here and not by NIO.
///
/// NIO reads from it. It does not send: its channel closes on most errors of `send`, and cannot tell
/// the system from which of several addresses a datagram is to leave.
enum DatagramPort {
    /// Opens a socket and binds it.
    static func open(_ address: SystemAddress) throws(IOError) -> CInt {
        let kind = Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.family, kind, 0)
        guard descriptor >= 0 else { throw IOError(errnoCode: errno, reason: "socket") }
        guard address.withPointer({ bind(descriptor, $0, $1) }) == 0 else {
            let error = IOError(errnoCode: errno, reason: "bind")
            Glibc.close(descriptor)
            throw error
        }
        return descriptor
    }
}
