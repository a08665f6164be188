/// Hands a value over to a thread, which alone uses it from then on.
struct Transfer<Value>: @unchecked Sendable {
    // Safe to share: the giver keeps no reference.
    let value: Value

    init(_ value: sending Value) {
        self.value = value
    }

    /// For a value of which the compiler cannot see that nobody else refers to it.
    init(unsafe value: Value) {
        self.value = value
    }
}
