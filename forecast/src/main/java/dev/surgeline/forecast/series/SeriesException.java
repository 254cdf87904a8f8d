package dev.surgeline.forecast.series;

/// A file of series that can not be used. Its message is one sentence that names the file, the
/// line, the column and the rule.
public final class SeriesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SeriesException(String sentence) {
    super(sentence);
  }
}
