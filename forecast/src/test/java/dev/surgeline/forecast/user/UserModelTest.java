package dev.surgeline.forecast.user;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.forecast.contest.Made;
import dev.surgeline.forecast.model.Fitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserModelTest {
  @TempDir Path folder;

  /// The mean of the last two.
  private static final Ahead MEAN =
      new Ahead() {
        @Override
        public int window() {
          return 2;
        }

        @Override
        public int reach() {
          return 1;
        }

        @Override
        public double[] answer(double[] newest) {
          return new double[] {(newest[0] + newest[1]) / 2};
        }
      };

  @Test
  void theExampleOfTheComment() {
    Fitted fitted = new UserModel("mean", MEAN).fit(Made.past(new double[] {9, 4, 6}));
    assertArrayEquals(new double[] {5, 5.5, 5.25}, fitted.forecast(3));
    fitted.observe(8);
    assertArrayEquals(new double[] {7}, fitted.forecast(1));
    fitted.observe(2);
    assertArrayEquals(new double[] {5}, fitted.forecast(1));
  }

  @Test
  void whatCannotBeOpenedIsSaid() throws IOException {
    Path onnx = Files.writeString(folder.resolve("beds.onnx"), "");
    Path other = Files.writeString(folder.resolve("beds.txt"), "");
    assertEquals(
        "beds.onnx: ONNX Runtime is not part of this build; build with the Maven profile onnx",
        refused(onnx));
    assertEquals(
        "beds.txt: nothing here runs this format; known are .onnx, in a build with the Maven "
            + "profile onnx",
        refused(other));
    assertEquals("none.onnx: there is no such file", refused(folder.resolve("none.onnx")));
  }

  private static String refused(Path file) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> UserModel.open(file)).getMessage());
  }
}
