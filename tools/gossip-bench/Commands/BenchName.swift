import ArgumentParser
import NodeProcesses

/// The benchmarks, in the order they are made.
enum BenchName: String, CaseIterable, ExpressibleByArgument {
    case store
    case start
    case prune
    case reconcile
    case channel
    case catchUp = "catchup"
    case mesh
    case history
    case all

    func run(in workspace: Workspace) throws -> Section {
        switch self {
        case .store: try StoreBenchmark(workspace: workspace).run()
        case .start: try StartBenchmark(workspace: workspace).run()
        case .prune: try PruneBenchmark(workspace: workspace).run()
        case .reconcile: try ReconciliationBenchmark(workspace: workspace).run()
        case .channel: try ChannelBenchmark().run()
        case .catchUp: try CatchUpBenchmark(workspace: workspace).run()
        case .mesh: try MeshBenchmark(workspace: workspace).run()
        case .history: try HistoryBenchmark(workspace: workspace).run()
        case .all: throw ToolFailure("\"all\" is no benchmark of its own.")
        }
    }
}
