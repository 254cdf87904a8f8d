package dev.surgeline.plane.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `surge demo`.
@Command(name = "demo", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
