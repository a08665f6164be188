/// The verdict on who wrote a message.
public enum Verdict: Equatable, Sendable {
    /// Its own signature verifies.
    case signed
    /// An authentic message of the same author names it as `previous`; its own signature is not checked.
    case vouched
    /// Neither: its own signature does not verify.
    case forged
}
