/// The changes of key and name that one peer has made lately.
struct IdentityChanges: Sendable {
    private var count = 0
    private var filledAt: UInt64 = 0

    /// Takes one change from the budget; `false` when there is none left.
    mutating func spend(at now: UInt64, _ limits: Limits) -> Bool {
        let returned = Int(clamping: (now &- filledAt) / limits.identityChangeInterval)
        if returned >= count {
            count = 0
            filledAt = now
        } else {
            count -= returned
            filledAt += UInt64(returned) * limits.identityChangeInterval
        }
        guard count < limits.identityChangesMax else { return false }
        count += 1
        return true
    }
}
