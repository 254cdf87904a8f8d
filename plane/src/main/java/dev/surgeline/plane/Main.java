package dev.surgeline.plane;

import dev.surgeline.plane.cli.Surge;

/// The one binary of the control plane.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int status = Surge.run(args);
    // A command that returns is over, whatever threads of libraries are left.
    System.exit(status);
  }
}
