#if PLANTED_FAULTS
import GossipSimulator
import PlantedFaults

extension PlantedFault {
    /// True for a network in which this bug can show; the others need not be run with it.
    ///
    /// A bug that shows elsewhere as well is found all the same, only later.
    func canShow(in scenario: Scenario) -> Bool {
        switch self {
        case .skipsBackLink, .judgesByBatch, .sendsUnchecked, .ignoresConviction, .hashesHalf,
            .remembersAll, .ignoresCeiling, .forgivesNewLinks:
            scenario.hostileCount > 0
        case .forgetsStrikes:
            scenario.hostileCount > 0 && scenario.crashCount > 0
        case .storesPruned, .movesHorizonBack, .comparesOwnBounds, .prunesTooMuch:
            !scenario.retentionLimits.isEmpty
        case .prunesHead:
            !scenario.retentionLimits.isEmpty || scenario.lifetimeShare > 0
        case .reusesSequence:
            scenario.crashCount > 0 && scenario.restore > 0
        case .countsByArrival, .hidesRecords:
            scenario.hasMembers && scenario.memberChangeCount > 0
        case .keepsRemoved:
            scenario.hasMembers && scenario.memberChangeCount > 0 && scenario.hostileCount > 0
        case .keepsOldKeys:
            scenario.renewsKeys
        default:
            true
        }
    }
}
#endif
