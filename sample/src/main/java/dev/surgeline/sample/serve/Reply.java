package dev.surgeline.sample.serve;

import dev.surgeline.sample.json.Json;
import java.util.OptionalLong;

/// An answer, before it is bytes.
///
/// @param retryAfterSeconds for 503: when to come back
public record Reply(int code, String type, String body, OptionalLong retryAfterSeconds) {
  static Reply json(int code, Json body) {
    return new Reply(code, "application/json", body.toString(), OptionalLong.empty());
  }

  static Reply html(String body) {
    return new Reply(200, "text/html; charset=utf-8", body, OptionalLong.empty());
  }

  static Reply plain(int code, String body) {
    return new Reply(code, "text/plain; charset=utf-8", body, OptionalLong.empty());
  }

  /// An error in one sentence.
  static Reply error(int code, String sentence) {
    return json(code, Json.obj("error", sentence));
  }

  static Reply unavailable(String sentence, long retryAfterSeconds) {
    Json body = Json.obj("error", sentence);
    return new Reply(503, "application/json", body.toString(), OptionalLong.of(retryAfterSeconds));
  }
}
