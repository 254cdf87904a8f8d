package dev.surgeline.plane.cli;

import dev.surgeline.plane.control.AppendOnlyFile;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder that `--state` names, found fit before anything is started on it.
final class StateFolder {
  /// What a start needs at least: the first lines of journal and audit log.
  private static final long ROOM_LEAST = 1 << 20;

  private static final String ELSE = "; give another folder with --state";

  private StateFolder() {}

  /// Makes it, where it is not there yet, so that its owner alone can look into it, and into its
  /// replicas' logs.
  ///
  /// @throws WrongInput if it can not be used
  /// @throws IOException if there is no room on its disk
  static void prepare(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new WrongInput(folder + " is a file, and the state is kept in a folder" + ELSE);
    }
    try {
      AppendOnlyFile.makeFolder(folder);
    } catch (IOException refused) {
      throw new WrongInput(
          "the folder "
              + folder
              + " can not be made ("
              + Surge.sentence(refused)
              + "): let this user write there, or give another folder with --state");
    }
    if (!Files.isWritable(folder)) {
      throw new WrongInput(
          "the folder "
              + folder
              + " can not be written: let this user write there, or give another one with --state");
    }
    FileStore disk = Files.getFileStore(folder);
    // Some file systems tell no size at all.
    if (disk.getTotalSpace() > 0 && disk.getUsableSpace() < ROOM_LEAST) {
      throw new IOException(
          "there is no room on the disk of "
              + folder
              + " ("
              + (disk.getUsableSpace() >> 10)
              + " KiB are free): make some, or give a folder on another disk with --state");
    }
    AppendOnlyFile.makeFolder(folder.resolve("logs"));
  }
}
