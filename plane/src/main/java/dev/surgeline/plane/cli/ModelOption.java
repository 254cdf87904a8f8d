package dev.surgeline.plane.cli;

import dev.surgeline.forecast.Only;
import dev.surgeline.forecast.user.UserModel;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which model answers, where the user wants to say.
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = {
        "one model alone: persistence, seasonal-naive, trend, ets, holt-winters, mstl, theta, ar,",
        "direct, analogs, counts, trees, net, poisson, live, or ensemble (default: whichever the",
        "series calls for)"
      })
  Optional<String> model = Optional.empty();

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      description = {
        "a model of your own: one input of floats, 1 by a window, one output, 1 by a reach, in the",
        "series' unit; needs a build with the Maven profile onnx"
      })
  Optional<Path> onnx = Optional.empty();

  /// The one that was asked for, if one was.
  Optional<Only> chosen() {
    if (model.isPresent() && onnx.isPresent()) {
      throw new WrongInput("--model and --onnx are one or the other");
    }
    try {
      return model.map(Only::named).or(() -> onnx.map(UserModel::open).map(Only::of));
    } catch (IllegalArgumentException wrong) {
      throw new WrongInput((model.isPresent() ? "--model: " : "--onnx: ") + wrong.getMessage());
    }
  }
}
