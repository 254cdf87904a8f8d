package dev.surgeline.sample.serve;

/// What a role does with its requests.
interface Handler {
  /// Answers, on the request's own virtual thread.
  ///
  /// @throws IllegalArgumentException for a request that breaks a rule; the message says which
  Reply answer(Call call) throws InterruptedException;
}
