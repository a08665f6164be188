/// The family of the node's one UDP and TCP socket.
enum SocketFamily: Sendable {
    case ipv4
    case ipv6
}
