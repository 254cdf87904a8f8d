package dev.surgeline.forecast.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.surgeline.forecast.user.Ahead;
import java.nio.FloatBuffer;
import java.util.Map;

/// An ONNX file that was opened.
///
/// @param input the name of its input
record OnnxAhead(
    OrtEnvironment environment, OrtSession session, String input, int window, int reach)
    implements Ahead {
  static OnnxAhead of(OrtEnvironment environment, OrtSession session, int window, int reach) {
    return new OnnxAhead(
        environment, session, session.getInputNames().iterator().next(), window, reach);
  }

  @Override
  public double[] answer(double[] newest) {
    FloatBuffer floats = FloatBuffer.allocate(window);
    for (double value : newest) {
      floats.put((float) value);
    }
    floats.flip();
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, floats, new long[] {1, window});
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      double[] next = new double[reach];
      for (int i = 0; i < reach; i++) {
        next[i] = values.get(i);
      }
      return next;
    } catch (OrtException e) {
      throw new IllegalStateException("the ONNX file does not answer: " + e.getMessage(), e);
    }
  }
}
