package dev.surgeline.core.platform;

import java.util.regex.Pattern;

/// Who asks for something: a stable pseudonym that whoever let them in vouches for, such as the
/// subject of a token. Never a name or an e-mail address: it stands in records that are kept for
/// years.
///
/// @param value 1 to 64 characters of letters, digits and `._:-`, the first a letter or digit
public record Actor(String value) implements Comparable<Actor> {
  private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

  /// The evaluator itself, which may ask and never agree.
  public static final Actor SURGELINE = new Actor("surgeline");

  public Actor {
    if (!SUBJECT.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an actor has 1 to 64 characters of letters, digits and . _ : -, and no e-mail address");
    }
  }

  @Override
  public int compareTo(Actor other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
