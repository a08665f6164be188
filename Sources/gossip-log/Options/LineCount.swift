import ArgumentParser

/// The value of `-n`: a number, or `all`.
enum LineCount: Equatable, ExpressibleByArgument {
    case newest(Int)
    case all

    init?(argument: String) {
        if argument == "all" {
            self = .all
        } else if let count = Int(argument), count >= 0 {
            self = .newest(count)
        } else {
            return nil
        }
    }
}
