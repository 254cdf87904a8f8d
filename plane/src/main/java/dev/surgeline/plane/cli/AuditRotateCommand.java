package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.KeyRotation;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge audit rotate`.
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    header = "Gives the log of a stopped control plane a new key.",
    description = {
      "",
      "An entry that the old key signs says which the new one is; whoever kept the old one "
          + "follows it by that, verify --key included. Both keys sign from then on: give "
          + "the new one to auditors, witnesses and policy files, and then end the old one "
          + "with --retire. If somebody else may have the old key, retire it at once.",
      "",
      "The control plane is to be stopped for it, a second each; the gateway serves on. Cut "
          + "off, the same command goes on where it stopped."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong usage, or there is no log", "3:a fault; the log is whole"})
final class AuditRotateCommand implements Callable<Integer> {
  @Mixin private StateOption state = new StateOption();

  @Option(names = "--retire", description = "end the key before the one in force: it signs no more")
  private boolean retire;

  @Mixin private AuditKeyOption to = new AuditKeyOption();

  private AuditRotateCommand() {}

  /// What `rotate --retire --json` prints.
  record Retired(String retired) {}

  @Override
  public Integer call() throws IOException {
    AuditFolder folder = new AuditFolder(state.folder());
    System.out.println(retire ? retired(folder) : rotated(folder));
    return Exit.DONE;
  }

  private String retired(AuditFolder folder) throws IOException {
    String retired = KeyRotation.retire(folder, RunCommand::say).toString();
    return state.json
        ? Json.pretty(new Retired(retired))
        : "retired, its file is removed: " + retired;
  }

  private String rotated(AuditFolder folder) throws IOException {
    KeyRotation.Rotated rotated =
        KeyRotation.rotate(folder, InstantSource.system().instant(), to.token(), RunCommand::say);
    return state.json
        ? Json.pretty(rotated)
        : "entry "
            + rotated.index()
            + " says it, and both keys sign from here on\n  new  "
            + rotated.to()
            + "\n  old  "
            + rotated.from()
            + "\nGive the new key to auditors, witnesses and policy files; then end the old one:"
            + "\n  surge audit rotate --retire";
  }
}
