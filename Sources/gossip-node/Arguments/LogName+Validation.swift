import ArgumentParser
import GossipText

extension LogName {
    /// Refuses a command line that names no log, or two.
    static func require(option: String?, word: String? = nil) throws {
        do throws(LogNameError) {
            _ = try choose(option: option, word: word)
        } catch {
            throw ValidationError(error.description)
        }
    }
}
