internal import Glibc

/// A folder for one test or run, removed with all that is in it when nobody holds it.
package final class TemporaryFolder: Sendable {
    package let path: String

    /// Makes it in `/tmp`, with a name that begins so.
    package init(_ name: String = "gossip-test") throws {
        var template = Array("/tmp/\(name)-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw FileFailure(number: errno) }
        path = String(cString: made)
    }

    deinit { FolderTree.remove(path) }

    /// The path of a file in it.
    package func file(_ name: String) -> String { "\(path)/\(name)" }
}
