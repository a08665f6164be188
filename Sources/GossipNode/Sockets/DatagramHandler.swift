import NIOCore

/// A receiver of datagrams from the socket.
///
/// All calls come on the event loop.
protocol DatagramReceiver: AnyObject {
    /// One datagram.
    ///
    /// The buffer is a slice of a vector read: what is kept must be copied.
    ///
    /// - Parameters:
    ///   - datagram: The bytes.
    ///   - address: The sender's address.
    ///   - local: The address of this host that it was sent to, when the socket serves several.
    func received(_ datagram: ByteBuffer, from address: SocketAddress, at local: SocketAddress?)
    /// The socket is empty for now: time to perform what the drain has brought about.
    func drained()
}

/// The receiver of datagrams, set once the loop is there.
///
/// Nobody is there until the node has started, which is after the sockets are bound: the core wants
/// to know the port.
final class Reception {
    weak var receiver: (any DatagramReceiver)?
}

/// The end of the UDP pipeline: hands datagrams on, and the end of each drain.
final class DatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let reception: Reception

    init(_ reception: Reception) {
        self.reception = reception
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = Self.unwrapInboundIn(data)
        reception.receiver?.received(
            envelope.data,
            from: envelope.remoteAddress,
            at: envelope.metadata?.packetInfo?.destinationAddress
        )
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        reception.receiver?.drained()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // An error that matters closes the channel, and its supervisor sees that.
    }
}
