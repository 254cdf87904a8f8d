package dev.surgeline.plane.audit.text;

/// What became of a text that an entry refers to.
public sealed interface FoundText {
  /// It is kept, and is what the entry has the hash of.
  record There(KeptText kept) implements FoundText {}

  /// It was removed, as its time was over or somebody had to.
  record Removed() implements FoundText {}

  /// There is a file, and it is not what the entry has the hash of.
  ///
  /// @param file its name
  record Altered(String file) implements FoundText {}

  /// The texts are not here, or this user may not read them.
  ///
  /// @param why in words
  record Hidden(String why) implements FoundText {}

  /// For people, in place of the text.
  default String words() {
    return switch (this) {
      case There(var kept) -> kept.text();
      case Removed _ -> "(removed)";
      case Altered _ -> "(ALTERED: text and hash disagree)";
      case Hidden(var why) -> "(" + why + ")";
    };
  }
}
