/// The fate of one record that a roster was given.
public enum RecordOutcome: String, Sendable {
    /// It is new and held, whether it counts yet or not.
    case new
    /// It is held already.
    case known
    /// Its signer has said something later about the same.
    case superseded
    /// It is of another network.
    case foreign
    /// Its signature is wrong.
    case forged
    /// Its epoch is one that its signer may not use.
    case epochTooHigh = "epoch-too-high"
    /// There is no room for it.
    case noRoom = "no-room"
}
