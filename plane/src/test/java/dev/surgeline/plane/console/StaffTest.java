package dev.surgeline.plane.console;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StaffTest {
  @TempDir Path folder;

  @Test
  void whoIsTakenForSomeoneElseIsRefused() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "a-secret-that-is-long-enough");
    Path people = folder.resolve("people.yaml");
    for (String wrong :
        List.of(
            "people: []",
            "people: [{subject: a@b, roles: [approver], tokenFile: token}]",
            "people: [{subject: surgeline, roles: [approver], tokenFile: token}]")) {
      Files.writeString(people, wrong);
      assertThrows(RuntimeException.class, () -> Staff.read(people), wrong);
    }
    String twice = "- {subject: NAME, roles: [approver], tokenFile: token}\n";
    Files.writeString(
        people, "people:\n" + twice.replace("NAME", "a") + twice.replace("NAME", "b"));
    assertThrows(IOException.class, () -> Staff.read(people));
    Files.writeString(token, "short");
    assertThrows(IOException.class, () -> Staff.read(people));
  }
}
