package dev.surgeline.wire;

import dev.surgeline.core.platform.Adequacy;
import java.util.List;

/// `kind: Adequacies`, key by key.
record AdequaciesDocument(
    String apiVersion, String kind, PlatformDocument.Metadata metadata, Body spec) {
  static final String KIND = "Adequacies";

  record Body(List<Adequacy> adequacies) {}
}
