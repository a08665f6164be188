import Glibc
import GossipWire

/// The sending half of a UDP socket: one system call a datagram, in memory that is allocated once.
///
/// A batch of datagrams in one call would save little beside the cost of each, and would tell the error
/// of the first alone.
final class DatagramSender {
    private let descriptor: CInt
    private let header: UnsafeMutablePointer<msghdr>
    private let name: UnsafeMutablePointer<SystemAddress>
    private let vector: UnsafeMutablePointer<iovec>
    private let control: SourceControl

    /// Sends on a duplicate of the descriptor: NIO closes its own some time before it says so, and by
    /// then the number may belong to another file.
    init?(duplicating bound: CInt, family: SocketFamily) {
        descriptor = fcntl(bound, F_DUPFD_CLOEXEC, 3)
        guard descriptor >= 0 else { return nil }
        header = .allocate(capacity: 1)
        header.initialize(to: msghdr())
        name = .allocate(capacity: 1)
        vector = .allocate(capacity: 1)
        vector.initialize(to: iovec())
        control = SourceControl(family)
        header.pointee.msg_name = UnsafeMutableRawPointer(name)
        header.pointee.msg_iov = vector
        header.pointee.msg_iovlen = 1
    }

    deinit {
        close(descriptor)
        header.deallocate()
        name.deallocate()
        vector.deallocate()
    }

    /// Sends one datagram.
    ///
    /// - Parameters:
    ///   - bytes: The datagram.
    ///   - destination: The address of the peer.
    ///   - source: The address of this host from which it is to leave; `nil` leaves the choice to the
    ///     system.
    /// - Returns: 0, or the number of the error.
    func send(
        _ bytes: UnsafeRawBufferPointer,
        to destination: SystemAddress,
        from source: PeerAddress?
    ) -> Int32 {
        name.initialize(to: destination)
        header.pointee.msg_namelen = destination.length
        vector.pointee.iov_base = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        vector.pointee.iov_len = bytes.count
        if let source {
            control.set(source)
            header.pointee.msg_control = control.bytes.baseAddress
            header.pointee.msg_controllen = control.bytes.count
        } else {
            header.pointee.msg_control = nil
            header.pointee.msg_controllen = 0
        }
        while true {
            if sendmsg(descriptor, header, Int32(MSG_DONTWAIT)) >= 0 { return 0 }
            if errno != EINTR { return errno }
        }
    }
}
