package dev.surgeline.forecast.user;

import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// A model that the user brings as a file. It has learned already: a fit only takes the newest
/// values as its window. Beyond its reach it goes on from its own forecasts.
///
/// Example: with a window of 2 and an answer of 1, the mean, 4 and 6 go on as 5, 5.5, 5.25.
///
/// @param name what tables call it
/// @param ahead what the file holds
public record UserModel(String name, Ahead ahead) implements Model {
  /// Reads a model from a file, by the format that its ending names.
  ///
  /// @throws IllegalArgumentException if there is no such file, if nothing here runs its format, or
  ///   if it is not of the shape wanted; the message is a sentence that names the file
  public static UserModel open(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(name + ": there is no such file");
    }
    List<FileFormat> formats =
        ServiceLoader.load(FileFormat.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(FileFormat::ending))
            .toList();
    for (FileFormat format : formats) {
      if (name.endsWith(format.ending())) {
        return new UserModel(name, format.open(file));
      }
    }
    throw new IllegalArgumentException(
        name.endsWith(".onnx")
            ? name + ": ONNX Runtime is not part of this build; build with the Maven profile onnx"
            : name + ": nothing here runs this format; known are " + known(formats));
  }

  private static String known(List<FileFormat> formats) {
    return formats.isEmpty()
        ? ".onnx, in a build with the Maven profile onnx"
        : formats.stream().map(FileFormat::ending).collect(Collectors.joining(", "));
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= ahead.window();
  }

  @Override
  public Fitted fit(Past past) {
    if (!suits(past)) {
      throw new IllegalArgumentException(
          "%s takes %d values, not %d".formatted(name, ahead.window(), past.length()));
    }
    return new Windowed(
        ahead, Arrays.copyOfRange(past.values(), past.length() - ahead.window(), past.length()));
  }

  private static final class Windowed implements Fitted {
    private final Ahead ahead;

    /// The newest values; the oldest is next to be written over.
    private final double[] ring;

    private int oldest;

    Windowed(Ahead ahead, double[] newest) {
      this.ahead = ahead;
      this.ring = newest;
    }

    @Override
    public void observe(double value) {
      ring[oldest] = value;
      oldest = (oldest + 1) % ring.length;
    }

    @Override
    public double[] forecast(int horizon) {
      double[] known = Arrays.copyOf(ring, ring.length + horizon);
      for (int i = 0; i < ring.length; i++) {
        known[i] = ring[(oldest + i) % ring.length];
      }
      int done = 0;
      while (done < horizon) {
        double[] next = ahead.answer(Arrays.copyOfRange(known, done, done + ring.length));
        int taken = Math.min(next.length, horizon - done);
        System.arraycopy(next, 0, known, ring.length + done, taken);
        done += taken;
      }
      return Arrays.copyOfRange(known, ring.length, known.length);
    }
  }
}
