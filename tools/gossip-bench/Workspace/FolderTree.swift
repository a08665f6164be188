import Glibc

/// Folders as a whole.
enum FolderTree {
    /// Removes a folder and all in it; what cannot be removed stays.
    static func remove(_ path: String) {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                guard name != ".", name != ".." else { continue }
                let inner = path + "/" + name
                if unlink(inner) != 0 { remove(inner) }
            }
            closedir(folder)
        }
        rmdir(path)
    }
}
