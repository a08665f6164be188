extension Relay {
    /// Checks the invariants of the machine between two inputs.
    func assertInvariants(_ fail: (String) -> Void) {
        // No copies: a copy of each outbox after each input would cost more than the input.
        for slot in outboxes.indices {
            if !up.contains(slot), !outboxes[slot].queue.isEmpty {
                fail("messages wait for a lost peer")
            }
            if !outboxes[slot].isConsistent { fail("the counts of slot \(slot) do not add up") }
        }
        if inFlight.count == 0, inFlight.bytes != 0 {
            fail("nothing is in flight, in \(inFlight.bytes) bytes")
        }
    }

    /// Adds the sizes of everything in the machine that can grow.
    func add(to load: inout NodeLoad) {
        load.inFlight = inFlight.count
        load.inFlightBytes = inFlight.bytes
        load.seen = seen.count
        load.heldBack = heldBack.count
        for slot in outboxes.indices {
            load.queueBytes = max(load.queueBytes, outboxes[slot].queue.bytes)
            load.queuedMessages += outboxes[slot].queue.messageCount
            load.queuedIDs += outboxes[slot].queue.announcementCount
            load.announcements = max(
                load.announcements,
                outboxes[slot].queue.announcementCount
            )
        }
    }
}
