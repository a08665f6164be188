/// The reason for which a pairing ends without a word to the other side.
///
/// After it the connection is to be closed. Nothing has been used up, and nobody has become a member.
package enum PairingError: Error, Equatable, Sendable {
    /// No invitation of this node has the joiner's secret: a wrong code, or one of long ago.
    case unknownCode
    /// Strangers try so many codes that this node looks at no further one for a moment.
    case busy
    /// The handshake does not succeed: another secret at the other end, or changed bytes.
    case handshake
    /// A piece or a message has a length, a kind or fields that may not come at its place.
    case malformed
    /// A piece is not authentic: changed, left out, or sent twice.
    case unauthentic
    /// The joiner has not signed its request, and so is not the node that it says it is.
    case forgedRequest
    /// The answer is of another network than the joiner's log.
    case otherNetwork
    /// The records of the answer do not have the charter that the network's name follows from.
    case noCharter
    /// A record of the answer is of another network.
    case foreignRecord
    /// A record of the answer is not signed by its signer.
    case forgedRecord
    /// The pass of the answer is for another node or another network.
    case foreignPass
    /// The pass of the answer does not count: it is forged, or by the records its signer may not admit.
    case passDoesNotCount
}
