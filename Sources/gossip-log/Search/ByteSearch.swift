import Glibc

/// The search for a sequence of bytes.
struct ByteSearch {
    let needle: [UInt8]

    /// Whether the needle stands somewhere in the hay.
    ///
    /// `memchr` finds candidates for the first byte with vector instructions; only those are
    /// compared.
    func isFound(in hay: UnsafeRawBufferPointer) -> Bool {
        guard let first = needle.first else { return true }
        guard let start = hay.baseAddress, hay.count >= needle.count else { return false }
        var position = start
        var left = hay.count - needle.count + 1
        while left > 0, let candidate = memchr(position, Int32(first), left) {
            if memcmp(candidate, needle, needle.count) == 0 { return true }
            let next = UnsafeRawPointer(candidate) + 1
            left -= next - position
            position = next
        }
        return false
    }
}
