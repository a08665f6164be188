/// A value that becomes known once; tasks await it.
final class Latch<Value: Sendable>: Sendable {
    private enum State {
        case waiting([CheckedContinuation<Value, Never>])
        case known(Value)
    }

    private let state = Monitor(State.waiting([]))

    /// The value, if it is known already.
    var current: Value? {
        state.withLock { state in
            if case .known(let value) = state { value } else { nil }
        }
    }

    /// Makes the value known and resumes all who await it; later calls change nothing.
    func set(_ value: Value) {
        let waiting: [CheckedContinuation<Value, Never>] = state.withLock { state in
            guard case .waiting(let waiting) = state else { return [] }
            state = .known(value)
            return waiting
        }
        for continuation in waiting { continuation.resume(returning: value) }
    }

    /// Waits until the value is known.
    func get() async -> Value {
        await withCheckedContinuation { continuation in
            let known: Value? = state.withLock { state in
                switch state {
                case .known(let value): return value
                case .waiting(var waiting):
                    waiting.append(continuation)
                    state = .waiting(waiting)
                    return nil
                }
            }
            if let known { continuation.resume(returning: known) }
        }
    }
}
