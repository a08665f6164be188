/// The attacks there are, in the order of the kinds of harm.
package enum Attacks {
    package static var all: [any Attack.Type] {
        [
            RubbishSignatures.self,
            Collisions.self,
            Identities.self, Goodbyes.self, ReplayedGoodbyes.self,
            Initiations.self, Handshakes.self, ReplayedPackets.self, RubbishPackets.self,
            Slots.self, SilentStreams.self, UnfinishedStreams.self,
            TinyFrames.self, LongFrames.self, OldIDs.self,
            Liars.self, Promises.self, Drips.self,
            FarDates.self,
            Spam.self, ShortSpam.self, LargeSpam.self,
        ]
    }

    /// The attack of a name.
    package static func named(_ name: String) -> (any Attack.Type)? {
        all.first { $0.name == name }
    }
}
