#if PLANTED_FAULTS
import PlantedFaults

extension PlantedFault {
    /// The seed that found the bug when it was looked for last; tried first, so that looking for all takes a minute.
    ///
    /// A change of the simulator may make another one of it. Then the search goes on from the first seed.
    var knownSeed: UInt64? { Self.knownSeeds[rawValue] }

    private static let knownSeeds: [String: UInt64] = [
        "seenBeforeCommit": 1,
        "noClosingRound": 6,
        "droppedSplit": 10,
        "relayWhileCatchingUp": 2,
        "freshnessOnReplay": 1,
        "forgetsOnCut": 1,
        "noDeduplication": 3,
        "acknowledgesBeforeCommit": 1,
        "reusesSequence": 49,
        "skipsBackLink": 23,
        "unboundedQueue": 2,
        "dropsUncounted": 14,
        "liveWithoutProof": 1,
        "forgetsQueueUncounted": 3,
        "storesFailedCommit": 1,
        "storesPruned": 2,
        "movesHorizonBack": 2,
        "comparesOwnBounds": 13,
        "comparesCutMessages": 3,
        "acceptsForeignCuts": 13,
        "ignoresCeiling": 37,
        "judgesByBatch": 3,
        "sendsUnchecked": 37,
        "ignoresConviction": 23,
        "hashesHalf": 3,
        "remembersAll": 62,
        "reservesNoSlots": 11,
        "prefersUnmeasured": 4,
        "believesAnyClock": 2,
        "prunesTooMuch": 2,
        "prunesHead": 60,
        "digestsKeepPruned": 2,
        "repeatsCounter": 2,
        "completesTwice": 1,
        "opensCopies": 1,
        "marksBeforeOpening": 2,
        "hintTearsDown": 1,
        "skipsCookie": 20,
        "keepsOldKeys": 18,
        "sendsUnconfirmed": 2,
        "forgivesNewLinks": 3,
        "forgetsStrikes": 80,
        "keepsRemoved": 91,
        "countsByArrival": 17,
        "hidesRecords": 2,
    ]
}
#endif
