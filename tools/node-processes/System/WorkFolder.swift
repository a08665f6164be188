import Glibc

/// A folder for the files of one run of a tool.
package enum WorkFolder {
    /// Makes a new one, its name begun as given.
    package static func make(in parent: String, named name: String) throws -> String {
        var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ToolFailure("Cannot make a folder in \(parent)", errorNumber: errno)
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
