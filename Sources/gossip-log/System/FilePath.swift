/// A path's two parts.
struct FilePath {
    /// The folder, `.` when the path names none.
    let folder: String
    /// The name within the folder.
    let name: String

    init(_ path: String) {
        guard let slash = path.lastIndex(of: "/") else {
            (folder, name) = (".", path)
            return
        }
        folder = slash == path.startIndex ? "/" : String(path[..<slash])
        name = String(path[path.index(after: slash)...])
    }
}
