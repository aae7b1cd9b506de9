/// What to do where the application's proof, or what it asks for, is refused.
extension EntraFault {
  private static let secrets =
    "App registrations, the application, Certificates & secrets"

  static let proofAdvice: [EntraFault: [String]] = [
    .secretWrong: [
      "Type the secret's Value, not its Secret ID: the value is shown only once, when it is made.",
      "If it is lost, make a new one: \(secrets).",
    ],
    .secretExpired: ["Make a new one: \(secrets); then type its Value here."],
    .secretMissing: [
      "Type the client secret: \(secrets).",
      "For a public client (mobile and desktop) set Allow public client flows to Yes instead.",
    ],
    .secretNotAllowed: [
      "Delete the client secret here.",
      "Or register the redirect URI for the platform Web, which takes a secret.",
    ],
    .assertionInvalid: [
      "Upload this very certificate: \(secrets).",
      "Check that it has not expired, and that it is the one of the key.",
    ],
    .assertionAudience: ["Check tenant and sign-in host (authority)."],
    .assertionTime: ["Set the clock: timedatectl set-ntp true keeps it right."],
  ]

  private static let documentedScopes =
    "Use the documented scopes, which all begin with https://outlook.office.com/ but for national clouds."

  static let requestAdvice: [EntraFault: [String]] = [
    .scopeInvalid: [documentedScopes],
    .scopesOfTwoResources: [documentedScopes],
    .scopeMissing: [documentedScopes],
    .defaultScopeMissing: ["An application has no scopes of its own choice."],
    .resourceUnknown: [
      "Check the cloud and the scopes.",
      "If they are right, the directory has no Exchange Online: its administrator has to add it.",
    ],
    .resourceDisabled: [
      "The administrator checks the subscription, and that Exchange Online is enabled."
    ],
    .malformedRequest: [
      "Check tenant, client id and scopes for stray characters.",
      "Show Microsoft's words to whoever maintains this program.",
    ],
    .looping: ["Wait some minutes, and see that nothing here asks over and over."],
    .unavailable: ["Try again later; nothing has to be changed here."],
  ]
}
