// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 mode comes with the tools version; a warning is an error everywhere.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Buffers that overflow end the program (glibc's feature_test_macros(7)); it needs the optimizer.
let fortified: [CSetting] = [.define("_FORTIFY_SOURCE", to: "2", .when(configuration: .release))]

let package = Package(
  name: "postern",
  products: [
    .library(
      name: "MailTransport",
      targets: [
        "MailSettings", "MailMessage", "MailDialogue", "MailDiagnosis", "ServerTrust",
        "MailTransport", "MailQueue", "OutgoingMail",
      ]),
    .executable(name: "postern", targets: ["postern"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .target(name: "CNcurses", cSettings: fortified),
    .target(
      name: "Terminal", dependencies: ["CNcurses", "Forms", "MailSettings", "SystemAccess"],
      swiftSettings: strict),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Forms", "Terminal"], path: "Tests/TerminalProbe",
      swiftSettings: strict),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["CSpawn", "Forms", "Terminal", "TerminalProbe", "TestSupport"],
      swiftSettings: strict),
    .target(name: "Submission", swiftSettings: strict),
    .testTarget(
      name: "SubmissionTests", dependencies: ["Submission", "TestSupport"],
      swiftSettings: strict),
    .target(
      name: "SubmissionListener",
      dependencies: [
        "Submission", "SystemAccess",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .target(
      name: "PracticeServer", dependencies: ["Submission", "SubmissionListener", "SystemAccess"],
      swiftSettings: strict),
    .testTarget(
      name: "PracticeServerTests",
      dependencies: ["PracticeServer", "Submission", "SubmissionListener", "TestSupport"],
      swiftSettings: strict),
    .systemLibrary(name: "CIDN2", path: "Sources/CIDN2"),
    .target(
      name: "MailSettings", dependencies: ["CIDN2", "SystemAccess"], swiftSettings: strict),
    .target(
      name: "MailMessage", dependencies: ["MailSettings", "SystemAccess"], swiftSettings: strict),
    .testTarget(
      name: "MailMessageTests",
      dependencies: ["MailMessage", "MailSettings", "SystemAccess", "TestSupport"],
      swiftSettings: strict),
    .target(
      name: "MailDialogue", dependencies: ["MailSettings", "SystemAccess"], swiftSettings: strict),
    .testTarget(
      name: "MailDialogueTests",
      dependencies: ["MailDialogue", "MailSettings", "SystemAccess", "TestSupport"],
      swiftSettings: strict),
    .target(
      name: "MailDiagnosis", dependencies: ["MailDialogue", "MailSettings", "SystemAccess"],
      swiftSettings: strict),
    .target(name: "Forms", dependencies: ["MailSettings", "SystemAccess"], swiftSettings: strict),
    .testTarget(
      name: "MailDiagnosisTests",
      dependencies: [
        "Forms", "MailDiagnosis", "MailDialogue", "MailSettings", "SystemAccess", "TestSupport",
        "Wizard", "postern",
      ],
      swiftSettings: strict),
    .target(
      name: "Screens", dependencies: ["Forms", "MailSettings"], path: "Screens",
      exclude: ["Pictures"], swiftSettings: strict),
    .target(
      name: "Wizard",
      dependencies: [
        "Screens", "Forms", "MailDiagnosis", "MailDialogue", "MailMessage", "MailSettings",
        "SystemAccess",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FormsTests", dependencies: ["Forms", "MailSettings", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ScreensTests", dependencies: ["Screens", "Forms", "MailSettings", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "WizardTests",
      dependencies: [
        "Wizard", "Screens", "Forms", "MailDiagnosis", "MailDialogue", "MailMessage",
        "MailSettings", "QRCodes", "SettingsStore", "SystemAccess", "TestSupport",
      ],
      swiftSettings: strict),
    .target(name: "SystemAccess", dependencies: ["CProcess"], swiftSettings: strict),
    .testTarget(name: "SystemAccessTests", dependencies: ["SystemAccess"], swiftSettings: strict),
    .target(
      name: "Exports", dependencies: ["MailSettings", "SystemAccess"], swiftSettings: strict),
    .testTarget(
      name: "ExportsTests",
      dependencies: ["Exports", "MailSettings", "SystemAccess", "TestSupport"],
      swiftSettings: strict),
    .target(
      name: "SettingsStore",
      dependencies: [
        "MailSettings", "SystemAccess", .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SettingsStoreTests",
      dependencies: [
        "SettingsStore", "MailSettings", "TestSupport", "SystemAccess",
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: strict),
    .target(name: "CLoader", cSettings: fortified),
    .target(name: "CProcess", cSettings: fortified),
    .target(name: "COpenSSL", dependencies: ["CLoader"], cSettings: fortified),
    .target(name: "CCurl", dependencies: ["CLoader"], cSettings: fortified),
    .target(name: "CQREncode", dependencies: ["CLoader"], cSettings: fortified),
    .target(name: "QRCodes", dependencies: ["CQREncode"], swiftSettings: strict),
    .testTarget(
      name: "QRCodesTests", dependencies: ["QRCodes", "TestSupport"], swiftSettings: strict),
    .target(
      name: "HTTPSClient", dependencies: ["CCurl", "SystemAccess"], swiftSettings: strict),
    .testTarget(
      name: "HTTPSClientTests", dependencies: ["HTTPSClient", "SystemAccess", "TestSupport"],
      swiftSettings: strict),
    .target(
      name: "ExchangeLink",
      dependencies: [
        "CProcess", "HTTPSClient", "MailDiagnosis", "MailSettings", "ServerTrust",
        "SettingsStore", "SystemAccess",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ExchangeLinkTests",
      dependencies: [
        "ExchangeLink", "MailDiagnosis", "MailSettings", "SettingsStore", "SystemAccess",
        "TestSupport",
      ],
      swiftSettings: strict),
    .target(
      name: "ServerTrust",
      dependencies: ["MailSettings", "MailDiagnosis", "SystemAccess", "COpenSSL"],
      swiftSettings: strict),
    .testTarget(
      name: "ServerTrustTests",
      dependencies: [
        "ServerTrust", "MailDiagnosis", "MailSettings", "SystemAccess", "TestSupport",
      ],
      swiftSettings: strict),
    .target(
      name: "MailTransport",
      dependencies: [
        "MailSettings", "MailMessage", "MailDiagnosis", "MailDialogue", "ServerTrust",
        "SystemAccess",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "MailTransportTests",
      dependencies: [
        "MailTransport", "MailDiagnosis", "MailDialogue", "MailMessage", "MailSettings",
        "ServerTrust", "SystemAccess", "TestSupport",
      ],
      exclude: ["SendWithTrustStore.java"], swiftSettings: strict),
    .target(
      name: "MailQueue",
      dependencies: [
        "MailDiagnosis", "MailDialogue", "MailMessage", "MailSettings", "MailTransport",
        "SystemAccess",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "MailQueueTests",
      dependencies: [
        "MailQueue", "MailDiagnosis", "MailDialogue", "MailMessage", "MailSettings",
        "MailTransport", "ServerTrust", "SystemAccess", "TestSupport",
      ],
      swiftSettings: strict),
    .target(
      name: "OutgoingMail",
      dependencies: [
        "ExchangeLink", "MailDiagnosis", "MailDialogue", "MailMessage", "MailQueue",
        "MailSettings", "MailTransport", "ServerTrust", "SettingsStore", "SystemAccess",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "SendReport", dependencies: ["OutgoingMail"],
      path: "Tests/Examples/SendReport", swiftSettings: strict),
    .testTarget(
      name: "OutgoingMailTests",
      dependencies: ["OutgoingMail", "SendReport", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "MailSettingsTests", dependencies: ["MailSettings", "TestSupport", "SystemAccess"],
      swiftSettings: strict),
    .systemLibrary(name: "CSpawn", path: "Tests/CSpawn"),
    .target(
      name: "TestSupport", dependencies: ["CSpawn", "MailSettings"], path: "Tests/TestSupport",
      exclude: [
        "Refusals", "Servers/OpenID/provider.py", "Servers/OpenID/requirements.txt",
        "Servers/Scripted/scripted-server.py",
      ], swiftSettings: strict),
    .executableTarget(
      name: "BenchServers", dependencies: ["TestSupport"],
      path: "Tests/Benchmarks/BenchServers", swiftSettings: strict),
    .testTarget(
      name: "TestSupportTests", dependencies: ["TestSupport"], swiftSettings: strict),
    .executableTarget(
      name: "postern",
      dependencies: [
        "CProcess", "ExchangeLink", "Exports", "Forms", "MailDiagnosis", "MailDialogue",
        "MailMessage",
        "MailQueue", "MailSettings", "MailTransport", "OutgoingMail", "PracticeServer", "QRCodes",
        "ServerTrust", "SettingsStore", "Submission", "SubmissionListener", "SystemAccess",
        "Terminal", "Wizard",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Completions", "Debian", "Linking", "Manual", "Units"], swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests", dependencies: ["postern", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "HouseTests", swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["postern", "MailDiagnosis", "TestSupport"],
      exclude: ["Exports/SendByProperties.java"], swiftSettings: strict),
  ]
)
