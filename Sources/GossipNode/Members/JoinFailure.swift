internal import GossipCore
internal import GossipText
package import GossipWire

/// Why a node has not entered the network of a code; nothing has changed, and the code is as good as before.
///
/// The description is the sentence a person reads.
package enum JoinFailure: Error, Equatable, CustomStringConvertible {
    /// The text is no code.
    case code(TypedCodeError)
    /// No address of the code can be dialled: the first, and the reason.
    case unreachable(PeerAddress, String)
    /// Whoever listens there has closed the connection without a word.
    case unknownCode(PeerAddress)
    /// The connection has ended after the code was shown.
    case broken(PeerAddress)
    /// There was no whole answer in time.
    case silent(PeerAddress, seconds: Int64)
    /// The inviting node refuses, for a reason of `PairingRefusal`.
    case refused(String)
    /// The answer is not what it should be.
    case wrongAnswer(String)
    /// A file of this node is in the way.
    case node(NodeError)

    init(_ refusal: PairingRefusal) { self = .refused(Self.words(for: refusal)) }

    init(_ error: PairingError, from address: PeerAddress) {
        switch error {
        case .otherNetwork: self.init(.otherNetwork)
        case .handshake: self = .unknownCode(address)
        default: self = .wrongAnswer(Self.words(for: error))
        }
    }

    private static func words(for error: PairingError) -> String {
        switch error {
        case .noCharter: "it does not say what the network is"
        case .foreignRecord, .foreignPass: "it is of another node or network"
        case .forgedRecord, .forgedRequest: "a signature in it is forged"
        case .passDoesNotCount: "its pass does not count"
        case .unauthentic: "its bytes were changed on the way"
        case .malformed, .busy, .unknownCode, .handshake, .otherNetwork: "it cannot be read"
        }
    }

    /// The failed action, its object, the reason, and the next step.
    package var description: String {
        switch self {
        case .code(let error):
            "the code \(error). A code is made with gossip-node invite, and begins with gl1-."
        case .unreachable(let address, let reason):
            "cannot reach the inviting node at \(address): \(reason). Does it run, and can this machine reach "
                + "it? A code with another address: gossip-node invite --address HOST:PORT"
        case .unknownCode(let address):
            "the node at \(address) does not know this code. It is wrong, or the node was started again since "
                + "it was made: codes live in memory. Ask for a new one."
        case .broken(let address):
            "the connection to \(address) has ended before the answer was whole. The code is still good: try "
                + "again."
        case .silent(let address, let seconds):
            "the node at \(address) has not answered within \(seconds) s. The code is still good: try again."
        case .refused(let words): words
        case .wrongAnswer(let reason):
            "the answer of the inviting node is not good (\(reason)). Are both programs of one version?"
        case .node(let error): error.description
        }
    }

    private static func words(for refusal: PairingRefusal) -> String {
        switch refusal {
        case .used: "the code is used up: others have joined with it. Ask for a new one."
        case .expired: "the code has expired. Ask for a new one."
        case .mayNotAdmit:
            "the inviting node may not admit this one: it is no admin now, or a younger one than this node. "
                + "Ask another admin for a code."
        case .full: "the network has as many members as it may. An admin must remove one first."
        case .otherNetwork:
            "the code is for another network than that of this log, and a log belongs to one for good. Name "
                + "another log with --db."
        case .nameTaken: "another member has this name. Choose another with --name."
        case .badName:
            "the inviting node does not take the name: it has characters that do not show. Choose another "
                + "with --name."
        case .ownKey:
            "this node has the key of the inviting one: FILE.key was copied. Name another log with --db."
        case .other(let code):
            "the inviting node refuses for the reason \(code), which this version does not know. Use a newer "
                + "program."
        }
    }
}
