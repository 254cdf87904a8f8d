package dev.surgeline.forecast.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.surgeline.forecast.user.Ahead;
import dev.surgeline.forecast.user.FileFormat;
import java.nio.file.Path;
import java.util.Map;

/// ONNX files with one input and one output: 32-bit floats of the shape [1, window] and [1, reach],
/// both fixed but for the first dimension, in the series' own unit.
///
/// One thread a file, so that sums have an order and the same window gives the same answer. A file
/// is held until the process ends.
public final class OnnxFormat implements FileFormat {
  @Override
  public String ending() {
    return ".onnx";
  }

  @Override
  public Ahead open(Path file) {
    String name = String.valueOf(file.getFileName());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      OrtSession session = environment.createSession(file.toString(), options);
      return OnnxAhead.of(
          environment,
          session,
          length(name, "input", session.getInputInfo()),
          length(name, "output", session.getOutputInfo()));
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          name + ": not a model for ONNX Runtime: " + e.getMessage(), e);
    }
  }

  /// The second dimension of the only input or output.
  private static int length(String name, String side, Map<String, NodeInfo> nodes) {
    if (nodes.size() == 1
        && nodes.values().iterator().next().getInfo() instanceof TensorInfo info
        && info.type == OnnxJavaType.FLOAT) {
      long[] shape = info.getShape();
      boolean one = shape.length == 2 && (shape[0] == 1 || shape[0] == -1);
      if (one && shape[1] > 0 && shape[1] <= 100_000) {
        return (int) shape[1];
      }
    }
    throw new IllegalArgumentException(
        "%s: its %s is to be one tensor of floats, 1 by a fixed length".formatted(name, side));
  }
}
