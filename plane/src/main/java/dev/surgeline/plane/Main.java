package dev.surgeline.plane;

import dev.surgeline.plane.cli.Surge;
import java.util.Locale;

/// The one binary of the control plane.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // The same question has the same answer to the byte, whatever the machine's language: digits
    // and decimal points too.
    Locale.setDefault(Locale.ROOT);
    int status = Surge.run(args);
    // A command that returns is over, whatever threads of libraries are left.
    System.exit(status);
  }
}
