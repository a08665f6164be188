extension Relay {
    /// Checks what must hold between two inputs.
    func assertInvariants(_ fail: (String) -> Void) {
        for slot in outboxes.indices {
            let outbox = outboxes[slot]
            if !up.contains(slot), outbox.queue.count > 0 { fail("messages wait for a lost peer") }
            if outbox.announcementsDue > outbox.queue.announcements.count {
                fail("more announcements are due than wait")
            }
            if outbox.queue.bytes < 0 { fail("a queue of fewer than no bytes") }
            if outbox.queue.messageCount == 0, outbox.queue.bytes != 0 {
                fail("an empty queue has \(outbox.queue.bytes) bytes")
            }
        }
        if inFlight.count == 0, inFlight.bytes != 0 {
            fail("nothing is in flight, in \(inFlight.bytes) bytes")
        }
    }

    /// Adds the amount of everything in here that can grow.
    func add(to load: inout NodeLoad) {
        load.inFlight = inFlight.count
        load.inFlightBytes = inFlight.bytes
        load.seen = seen.count
        load.heldBack = heldBack.count
        for outbox in outboxes {
            load.queueBytes = max(load.queueBytes, outbox.queue.bytes)
            load.queuedMessages += outbox.queue.messageCount
            load.announcements = max(load.announcements, outbox.queue.announcements.count)
        }
    }
}
