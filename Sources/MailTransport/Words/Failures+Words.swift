extension SASLFailure {
  var words: String {
    switch self {
    case .wrongChallenge(let mechanism, let standard):
      "the server's \(mechanism) challenge is not as \(standard) says"
    case .wrongProof: "the server could not prove that it knows the password"
    case .noProof: "the server did not prove that it knows the password"
    }
  }
}
