import GossipText

extension IDPrefix {
    /// The digits of a typed prefix; the error names the argument it was typed for.
    static func hex(_ text: String, _ argument: String) throws(CommandFailure) -> String {
        guard let prefix = IDPrefix(text) else {
            throw CommandFailure(
                "\(argument) \"\(SafeText.text(text))\" is not a message id. An id has 64 hex "
                    + "digits, of which the first few will do."
            )
        }
        return prefix.digits
    }
}
