import ArgumentParser

/// The value of a flag that can be denied: `--case-sensitive`, `--case-sensitive=no`.
enum YesOrNo: ExpressibleByArgument {
    case yes
    case no

    /// Reads the words that systemd reads.
    init?(argument: String) {
        switch argument.lowercased() {
        case "yes", "y", "true", "t", "on", "1": self = .yes
        case "no", "n", "false", "f", "off", "0": self = .no
        default: return nil
        }
    }

    static var allValueStrings: [String] { ["yes", "no"] }
}
