/// A Noise handshake pattern: the tokens of its messages (The Noise Protocol Framework, revision 34, 7 and 9).
///
/// The suite is always `25519_ChaChaPoly_SHA256`.
package struct NoisePattern: Equatable, Sendable {
    /// A step in the making of a message.
    enum Token: Equatable, Sendable {
        /// A new key is sent.
        case e
        /// The lasting key is sent.
        case s
        /// A shared secret, of the initiator's key first, is mixed in.
        case ee, es, se, ss
        /// The next preshared key is mixed in.
        case psk
    }

    /// The name with its modifiers, as `XXpsk0+psk3`.
    package let name: String
    /// True when the responder knows the initiator's lasting key beforehand.
    let knowsInitiator: Bool
    /// True when the initiator knows the responder's lasting key beforehand.
    let knowsResponder: Bool
    /// The messages in turns, the initiator's first.
    let messages: [[Token]]

    /// The pattern of every link.
    ///
    /// It hides both identities, needs no key known beforehand and no clock, and answers nobody without the
    /// network's key.
    package static let link = NoisePattern(
        name: "XXpsk0+psk3",
        knowsInitiator: false,
        knowsResponder: false,
        messages: [[.psk, .e], [.e, .ee, .s, .es], [.s, .se, .psk]]
    )

    /// The length of a public key in bytes.
    package static let keyLength = 32
    /// The length of a tag in bytes.
    package static let tagLength = 16
    /// The length of the longest message in bytes.
    package static let messageLengthMax = 65_535

    /// The name of the whole protocol, the first thing that both sides mix in.
    var protocolName: String { "Noise_\(name)_25519_ChaChaPoly_SHA256" }

    /// The number of preshared keys.
    var pskCount: Int { messages.joined().count { $0 == .psk } }

    init(name: String, knowsInitiator: Bool, knowsResponder: Bool, messages: [[Token]]) {
        self.name = name
        self.knowsInitiator = knowsInitiator
        self.knowsResponder = knowsResponder
        self.messages = messages
    }
}
