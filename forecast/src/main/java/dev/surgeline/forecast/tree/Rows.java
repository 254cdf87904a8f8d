package dev.surgeline.forecast.tree;

/// What boosting learns from: figures in rows, each written when it is asked for, from any thread,
/// and always the same.
public interface Rows {
  int count();

  /// How many each row has.
  int figures();

  /// Writes a row's figures, none NaN.
  void write(int row, double[] figures);

  /// @param columns one array for each figure, with a value for each row
  static Rows of(double[][] columns) {
    return new Rows() {
      @Override
      public int count() {
        return columns[0].length;
      }

      @Override
      public int figures() {
        return columns.length;
      }

      @Override
      public void write(int row, double[] figures) {
        for (int f = 0; f < figures.length; f++) {
          figures[f] = columns[f][row];
        }
      }
    };
  }
}
