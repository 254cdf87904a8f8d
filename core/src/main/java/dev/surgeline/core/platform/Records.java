package dev.surgeline.core.platform;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// How long the platform's own records are kept (audit log, documents, reviews), and where.
///
/// @param days how long, 1 to 36600
/// @param in the jurisdictions that every copy lies in; none: not said
public record Records(int days, SortedSet<Jurisdiction> in, Attestation attested) {
  public Records {
    in = Collections.unmodifiableSortedSet(new TreeSet<>(in));
    if (days < 1 || days > 36_600) {
      throw new IllegalArgumentException("days are 1 to 36600, not " + days);
    }
    if (in.size() > 20) {
      throw new IllegalArgumentException("in lists at most 20 jurisdictions");
    }
  }
}
