package dev.surgeline.plane.cli;

import dev.surgeline.forecast.series.SeriesException;
import dev.surgeline.plane.control.NoJournal;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `surge`: the command line as a whole.
@Command(
    name = "surge",
    mixinStandardHelpOptions = true,
    versionProvider = Surge.Version.class,
    description = {
      "Keeps a healthcare platform inside its service levels through any surge.",
      "",
      "Start with: surge demo"
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      DecideCommand.class,
      ReplayCommand.class,
      ExplainCommand.class,
      StatusCommand.class,
      CostCommand.class,
      ConformanceCommand.class,
      ScheduleCommand.class,
      ForecastCommand.class,
      PlanCommand.class,
      SimulateCommand.class,
      ScenarioCommand.class,
      FuzzCommand.class,
      EmergencyCommand.class,
      ApproveCommand.class,
      RejectCommand.class,
      AuditCommand.class,
      EvidenceCommand.class,
      ChaosCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the answer is no (a failed check, a breached objective)",
      "2:wrong usage or input",
      "3:a fault"
    })
public final class Surge {
  @Option(names = "--json", description = "with --version: one JSON document on stdout")
  boolean json;

  private Surge() {}

  /// Runs one command line.
  ///
  /// @return the exit code
  public static int run(String[] args) {
    CommandLine line = line();
    if (args.length == 0) {
      line.usage(System.out);
      return Exit.DONE;
    }
    return line.execute(args);
  }

  /// All commands.
  static CommandLine line() {
    CommandLine line = new CommandLine(new Surge());
    line.setExecutionExceptionHandler((failure, command, _) -> failed(failure, command));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(Surge::execute);
    versioned(line);
    Paragraphs.mend(line);
    return line;
  }

  /// Every command tells the version.
  private static void versioned(CommandLine line) {
    line.getSubcommands()
        .values()
        .forEach(command -> {
          command.getCommandSpec().versionProvider(new Version());
          versioned(command);
        });
  }

  private static int execute(ParseResult parsed) {
    boolean json = parsed.hasMatchedOption("--json");
    List<CommandLine> commands = parsed.asCommandLineList();
    CommandLine last = commands.getLast();
    if (last.isVersionHelpRequested()
        && (json || last.getParseResult().hasMatchedOption("--json"))) {
      System.out.println(Json.pretty(About.THIS));
      return Exit.DONE;
    }
    if (json && commands.size() > 1 && !last.isUsageHelpRequested()) {
      String name = last.getCommandSpec().qualifiedName();
      throw new ParameterException(
          commands.getFirst(), "--json goes after the command: " + name + " --json");
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /// Expected failures are one sentence; a bug keeps its trace, for whoever mends it.
  private static int failed(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    return switch (failure) {
      case WrongInput wrong -> say(err, sentence(wrong), Exit.WRONG_INPUT);
      case DocumentException wrong -> say(err, sentence(wrong), Exit.WRONG_INPUT);
      case SeriesException wrong -> say(err, sentence(wrong), Exit.WRONG_INPUT);
      case NoJournal wrong -> say(err, sentence(wrong), Exit.WRONG_INPUT);
      case NoSuchFileException gone when gone.getReason() == null ->
          say(err, "there is no file " + gone.getMessage(), Exit.WRONG_INPUT);
      case NoSuchFileException gone -> say(err, sentence(gone), Exit.WRONG_INPUT);
      case IOException fault -> say(err, sentence(fault), Exit.FAULT);
      // tidy: any other exception is a bug
      default -> {
        failure.printStackTrace(err);
        yield say(err, "a fault in Surgeline: " + failure, Exit.FAULT);
      }
    };
  }

  /// What an exception says; its kind, where it says nothing.
  static String sentence(Exception failure) {
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      // Its message is a path.
      return switch (file) {
        case AccessDeniedException _ -> file.getFile() + ": this user has no right to it";
        case NoSuchFileException _ -> file.getFile() + ": there is no such file or folder";
        case FileAlreadyExistsException _ -> file.getFile() + " is there, and is no folder";
        // tidy: the JDK's kinds are not closed
        default -> file.getFile() + ": " + file.getClass().getSimpleName();
      };
    }
    return Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
  }

  private static int say(PrintWriter err, String sentence, int status) {
    err.println("surge: " + sentence);
    err.flush();
    return status;
  }

  /// What this is, from the jar that it runs from.
  static String version() {
    return Optional.ofNullable(Surge.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  /// What `--version --json` prints.
  ///
  /// @param java the version of the Java that it runs on
  record About(String name, String version, String java) {
    static final About THIS = new About("surgeline", Surge.version(), "" + Runtime.version());
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Surgeline " + version() + " on Java " + Runtime.version().feature()};
    }
  }
}
