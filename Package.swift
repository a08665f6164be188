// swift-tools-version: 6.2
import PackageDescription

/// Settings that hold in every room of the house.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .define("PLANTED_FAULTS", .when(traits: ["PlantedFaults"])),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let collections = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let containers = Target.Dependency.product(
    name: "BasicContainers",
    package: "swift-collections"
)
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "HummingbirdCore", package: "hummingbird"),
]
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
]

let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")

let package = Package(
    name: "gossip-log",
    products: [
        .executable(name: "gossip-node", targets: ["gossip-node"]),
        .executable(name: "gossip-log", targets: ["gossip-log"]),
        .executable(name: "negentropy-harness", targets: ["negentropy-harness"]),
        .executable(name: "gossip-bench", targets: ["gossip-bench"]),
        .library(name: "GossipNode", targets: ["GossipNode"]),
        .library(name: "Negentropy", targets: ["Negentropy"]),
    ],
    traits: [
        .trait(name: "PlantedFaults", description: "Puts bugs in that the simulator must find.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle",
            from: "2.13.0"
        ),
        // Without their default traits, which bring Foundation.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            from: "2.28.1",
            traits: []
        ),
    ],
    targets: [
        // What travels and what reconciles.
        .target(name: "PlantedFaults", swiftSettings: strict),
        .target(name: "Negentropy", swiftSettings: strict),
        .target(
            name: "GossipWire",
            dependencies: ["Negentropy", crypto, "PlantedFaults"],
            swiftSettings: strict
        ),

        // What people and programs read and type.
        .target(name: "GossipText", dependencies: ["GossipWire"], swiftSettings: strict),

        // The protocol as a value.
        .target(
            name: "GossipCore",
            dependencies: [
                "GossipWire", "Negentropy", collections, containers, heap, "PlantedFaults",
            ],
            swiftSettings: strict
        ),

        // The log.
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]
        ),
        .target(
            name: "GossipMigrations",
            path: "migrations",
            resources: [
                .embedInCode("v0001_message_log.sql"),
                .embedInCode("v0002_narrow_messages.sql"),
                .embedInCode("v0003_retention.sql"),
                .embedInCode("v0004_run_identity.sql"),
                .embedInCode("v0005_peer_status.sql"),
                .embedInCode("v0006_file_mark.sql"),
                .embedInCode("v0007_unchecked_messages.sql"),
                .embedInCode("v0008_network.sql"),
                .embedInCode("v0009_cuts.sql"),
                .embedInCode("v0010_strikes.sql"),
                .embedInCode("v0011_authors.sql"),
                .embedInCode("v0012_guests.sql"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "GossipStore",
            dependencies: ["CSQLite", "GossipMigrations", "GossipWire", "Negentropy"],
            swiftSettings: strict
        ),

        // The shell.
        .target(
            name: "GossipNode",
            dependencies: [
                "GossipCore", "GossipStore", "GossipText", "GossipWire", "Negentropy", collections,
                logging, lifecycle,
            ] + nio,
            swiftSettings: strict
        ),

        // The node, asked over HTTP.
        .target(
            name: "GossipHTTP",
            dependencies: [
                "GossipCore", "GossipNode", "GossipText", "GossipWire", httpTypes,
                lifecycle, logging, nioHTTP1,
            ] + hummingbird + nio,
            swiftSettings: strict
        ),

        // The command lines.
        .executableTarget(
            name: "gossip-node",
            dependencies: [
                "GossipHTTP", "GossipNode", "GossipText", "GossipWire", arguments, logging,
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "gossip-log",
            dependencies: ["GossipStore", "GossipText", "GossipWire", arguments],
            swiftSettings: strict
        ),

        // Another interpreter of the core.
        .target(
            name: "GossipSimulator",
            dependencies: [
                "GossipCore", "GossipWire", "Negentropy", "PlantedFaults", "TestSupport",
                collections,
                heap,
            ],
            swiftSettings: strict
        ),

        // The log on a disk that fails.
        .target(
            name: "StoreTrials",
            dependencies: [
                "CSQLite", "GossipMigrations", "GossipStore", "GossipWire", "Negentropy",
                "TestSupport",
            ],
            swiftSettings: strict
        ),

        // Developer executables.
        .executableTarget(
            name: "negentropy-harness",
            dependencies: ["Negentropy"],
            path: "tools/negentropy-harness",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "gossip-simulate",
            dependencies: ["GossipSimulator", arguments, "PlantedFaults"],
            path: "tools/gossip-simulate",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "gossip-trial",
            dependencies: ["StoreTrials", arguments],
            path: "tools/gossip-trial",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "gossip-bench",
            dependencies: [
                "AllocationCounter", "CSQLite", "GossipCore", "GossipNode", "GossipStore",
                "GossipWire",
                "Negentropy", "NodeProcesses", "TestSupport", arguments,
            ],
            path: "tools/gossip-bench",
            swiftSettings: strict
        ),
        .target(
            name: "AllocationCounter",
            path: "tools/allocation-counter",
            publicHeadersPath: "include"
        ),
        .executableTarget(
            name: "gossip-chaos",
            dependencies: [
                "HostilePeers", "NodeProcesses", "GossipNode", "GossipText", "GossipWire",
                "TestSupport", heap, arguments,
            ],
            path: "tools/gossip-chaos",
            swiftSettings: strict
        ),
        .target(
            name: "HostilePeers",
            dependencies: ["GossipWire", "Negentropy", "NodeProcesses"],
            path: "tools/hostile-peers",
            swiftSettings: strict
        ),
        .target(
            name: "NodeProcesses",
            dependencies: ["GossipNode", "TestSupport"],
            path: "tools/node-processes",
            swiftSettings: strict
        ),

        // What tests, trials and fuzz targets share.
        .target(
            name: "TestSupport",
            dependencies: ["GossipCore", "GossipWire", "Negentropy"],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),

        .testTarget(
            name: "NegentropyTests",
            dependencies: ["Negentropy", "TestSupport", "negentropy-harness"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GossipWireTests",
            dependencies: ["GossipWire", "Negentropy", "TestSupport"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GossipTextTests",
            dependencies: ["GossipText", "GossipWire", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GossipCoreTests",
            dependencies: [
                "GossipCore", "GossipWire", "Negentropy", "TestSupport", collections, containers,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GossipSimulatorTests",
            dependencies: ["GossipSimulator", "gossip-simulate"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GossipStoreTests",
            dependencies: [
                "GossipStore", "CSQLite", "GossipMigrations", "GossipWire", "Negentropy",
                "StoreTrials", "TestSupport",
            ],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GossipLogTests",
            dependencies: [
                "gossip-log", "GossipStore", "GossipText", "GossipWire", "TestSupport", arguments,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GossipNodeTests",
            dependencies: [
                "GossipNode", "GossipCore", "GossipStore", "GossipWire", "TestSupport", logging,
                lifecycle,
            ] + nio,
            swiftSettings: strict
        ),
        .testTarget(
            name: "GossipHTTPTests",
            dependencies: [
                "GossipHTTP", "GossipNode", "GossipText", "GossipWire", "TestSupport", httpTypes,
                logging, .product(name: "NIOEmbedded", package: "swift-nio"),
            ] + hummingbird + nio,
            swiftSettings: strict
        ),
        .testTarget(
            name: "HostilePeersTests",
            dependencies: ["HostilePeers", "GossipCore", "GossipWire", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FuzzTests",
            dependencies: [
                "GossipCore", "GossipNode", "GossipStore", "GossipText",
                "GossipWire", "Negentropy", "TestSupport",
            ],
            resources: [.copy("Corpus")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "NodeProcessTests",
            dependencies: [
                "gossip-log", "gossip-node", "GossipCore", "GossipNode", "GossipStore",
                "GossipText", "GossipWire", "TestSupport",
            ],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)

// The fuzzing build: the decoders alone, without sockets and SQLite, and the driver that libFuzzer
// calls. tools/fuzz asks for it; it shares the sources, and has a separate build folder.
if Context.environment["GOSSIP_FUZZING"] != nil {
    let decoders = [
        "Negentropy", "GossipWire", "GossipText", "GossipCore", "PlantedFaults", "TestSupport",
    ]
    package.products = []
    package.targets.removeAll { !decoders.contains($0.name) }
    package.targets += [
        .target(
            name: "GossipNode",
            dependencies: ["GossipWire"],
            sources: ["Names/Endpoint.swift", "Names/IPText.swift", "Names/Interfaces.swift"],
            swiftSettings: strict
        ),
        .target(
            name: "GossipStore",
            dependencies: ["GossipWire"],
            sources: ["Consumers/ConsumerCursor.swift", "Consumers/OutputPosition.swift"],
            swiftSettings: strict
        ),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "GossipCore", "GossipNode", "GossipStore", "GossipText", "GossipWire",
                "Negentropy", "TestSupport",
            ],
            path: "Tests/FuzzTests/Targets",
            swiftSettings: strict
        ),
        .target(
            name: "LibFuzzer",
            path: "tools/gossip-fuzz/LibFuzzer",
            publicHeadersPath: "include"
        ),
        .executableTarget(
            name: "gossip-fuzz",
            dependencies: ["FuzzTargets", "LibFuzzer"],
            path: "tools/gossip-fuzz/Driver",
            swiftSettings: strict
        ),
    ]
}
