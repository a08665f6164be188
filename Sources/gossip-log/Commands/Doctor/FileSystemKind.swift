import Glibc

/// The kind of file system that a file is on, by the kernel's name for it: `ext4`, `tmpfs`.
struct FileSystemKind: Equatable {
    let name: String

    init(name: String) {
        self.name = name
    }

    /// The kind of the file system at a path; nil where the kernel does not say.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0, let mounts = SystemText.read("/proc/self/mountinfo")
        else { return nil }
        self.init(device: status.st_dev, mounts: mounts)
    }

    /// Finds a device in the text of `/proc/self/mountinfo`, see `proc_pid_mountinfo(5)`.
    init?(device: dev_t, mounts: String) {
        let number = "\(Self.major(device)):\(Self.minor(device))"
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2, fields[2] == number,
                let separator = fields.firstIndex(of: "-"), separator + 1 < fields.count
            else { continue }
            name = String(fields[separator + 1])
            return
        }
        return nil
    }

    var isNetwork: Bool {
        ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph", "fuse.glusterfs", "afs"]
            .contains(name)
    }

    var isMemory: Bool { ["tmpfs", "ramfs"].contains(name) }

    /// The parts of a device number as glibc packs them, see `makedev(3)`.
    private static func major(_ device: dev_t) -> UInt64 {
        (UInt64(device) >> 8 & 0xFFF) | (UInt64(device) >> 32 & 0xFFFF_F000)
    }

    private static func minor(_ device: dev_t) -> UInt64 {
        (UInt64(device) & 0xFF) | (UInt64(device) >> 12 & 0xFFFF_FF00)
    }
}
