import GossipWire

/// Codes and files of keys print as texts that read back as the same values.
///
/// The first byte says what the rest is.
enum TypedCodeTarget {
    static func check(_ bytes: [UInt8]) throws(FuzzFinding) {
        var input = InputBytes(bytes)
        let kind = input.choice(of: 3)
        let text = String(decoding: input.everything(), as: UTF8.self)
        switch kind {
        case 0: try checkInvitation(text)
        case 1: try checkRecovery(text)
        default: try checkKeys(text)
        }
    }

    private static func checkInvitation(_ text: String) throws(FuzzFinding) {
        guard let code = try? InvitationCode(text: text) else { return }
        let again = try? InvitationCode(text: code.text)
        try require(again == code, "a code reads back")
        let sendable = code.addresses.filter(\.isSendable)
        try require(sendable.count == code.addresses.count, "a code leads to usable addresses")
    }

    private static func checkRecovery(_ text: String) throws(FuzzFinding) {
        guard let code = try? RecoveryCode(text: text) else { return }
        let again = try? RecoveryCode(text: code.text)
        try require(again?.identity.seed == code.identity.seed, "a code reads back")
    }

    private static func checkKeys(_ text: String) throws(FuzzFinding) {
        guard let keys = try? NetworkKeys(text: text) else { return }
        try require((1...NetworkKeys.countMax).contains(keys.count), "one to three keys count")
        let again = try? NetworkKeys(text: keys.text)
        try require(again == keys, "a file of keys reads back")
    }
}
