package dev.surgeline.forecast.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.model.Past;
import dev.surgeline.forecast.user.UserModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxFormatTest {
  @TempDir Path folder;

  @Test
  void aFileOfTheUserForecasts() throws IOException {
    // The next two of three: their mean, and the last repeated.
    float[] weights = {1 / 3f, 0, 1 / 3f, 0, 1 / 3f, 1};
    Path file = Files.write(folder.resolve("mean.onnx"), model(3, 2, weights));
    UserModel model = UserModel.open(file);
    Past past =
        new Past(
            new double[] {9, 3, 6, 12},
            List.of(),
            Instant.EPOCH,
            Duration.ofHours(1),
            Calendar.UTC);
    // 3, 6, 12 give 7 and 12; 12, 7, 12 give 31 / 3.
    assertArrayEquals(new double[] {7, 12, 31 / 3.0}, model.fit(past).forecast(3), 1e-5);
  }

  @Test
  void otherFilesAndShapesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
    assertTrue(refused(text).startsWith("text.onnx: not a model for ONNX Runtime: "));
    Path open = Files.write(folder.resolve("open.onnx"), model(-1, 2, new float[6]));
    assertEquals(
        "open.onnx: its input is to be one tensor of floats, 1 by a fixed length", refused(open));
  }

  private static String refused(Path file) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> UserModel.open(file)).getMessage());
  }

  /// One matrix product, y = x W, in the wire format of protocol buffers: a field is its number
  /// shifted by 3 and its kind (0 a number, 2 bytes with their length), then its value.
  private static byte[] model(int window, int reach, float[] weights) {
    byte[] node =
        all(text(1, "x"), text(1, "w"), text(2, "y"), text(3, "product"), text(4, "MatMul"));
    ByteBuffer raw = ByteBuffer.allocate(4 * weights.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float weight : weights) {
      raw.putFloat(weight);
    }
    byte[] matrix =
        all(
            number(1, weights.length / reach),
            number(1, reach),
            number(2, 1),
            text(8, "w"),
            bytes(9, raw.array()));
    byte[] graph =
        all(
            bytes(1, node),
            text(2, "graph"),
            bytes(5, matrix),
            bytes(11, tensor("x", window)),
            bytes(12, tensor("y", reach)));
    return all(number(1, 8), bytes(7, graph), bytes(8, number(2, 13)));
  }

  /// A named tensor of floats, 1 by a length; of an open length if that is -1.
  private static byte[] tensor(String name, int length) {
    byte[] wide = length < 0 ? text(2, "n") : number(1, length);
    byte[] shape = all(bytes(1, number(1, 1)), bytes(1, wide));
    byte[] type = bytes(1, all(number(1, 1), bytes(2, shape)));
    return all(text(1, name), bytes(2, type));
  }

  private static byte[] text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] number(int field, int value) {
    return all(varint(field << 3), varint(value));
  }

  private static byte[] bytes(int field, byte[] value) {
    return all(varint((field << 3) + 2), varint(value.length), value);
  }

  private static byte[] varint(int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int left = value;
    while (left > 127) {
      out.write((left & 127) | 128);
      left >>>= 7;
    }
    out.write(left);
    return out.toByteArray();
  }

  private static byte[] all(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
