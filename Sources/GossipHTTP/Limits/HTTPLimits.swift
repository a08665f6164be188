import Hummingbird
import HummingbirdCore
import NIOCore

/// The limits of the control socket; whoever reaches it is the node's owner, and may still be wrong.
enum HTTPLimits {
    /// Connections at a time; further ones wait to be accepted.
    static let connectionCountMax = 64
    /// Bytes of all header fields of a request.
    static let headerBytesMax = 16 << 10
    /// Header fields of a request.
    static let headerCountMax = 100
    /// Bytes of the target of a request.
    static let targetBytesMax = 16 << 10
    /// Bytes of the body of a request with one message.
    static let bodyBytesMax = 3 << 19
    /// Bytes of the body of a request with a message a line, and its lines.
    static let linesBytesMax = 8 << 20
    static let lineCountMax = 1_000
    /// Bytes of the bodies of all requests at a time.
    static let allBodiesBytesMax = 32 << 20
    /// Bytes of an answer that the client takes.
    static let answerBytesMax = 16 << 20
    /// The time for which a connection may be silent: within a request, or between two.
    static let silence = TimeAmount.seconds(10)
    /// The time for which the end of the node waits for requests that are being answered.
    static let ending = Duration.seconds(2)

    /// The same for a connection.
    static var channel: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            idleTimeout: silence,
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: headerBytesMax,
                maxHeaderListSize: headerBytesMax,
                maxHeaderFieldCount: headerCountMax
            )
        )
    }
}
