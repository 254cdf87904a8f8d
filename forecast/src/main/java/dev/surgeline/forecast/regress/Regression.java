package dev.surgeline.forecast.regress;

/// How a design is fitted.
///
/// Least squares with weights that fall with age, discount^age, and a ridge; or least absolute
/// errors, by solving least squares again and again with weights divided by max(|e|, floor) of the
/// round before (Schlossmacher 1973).
///
/// Example: through 1, 1, 1, 5 with an intercept alone, least squares gives 2. Least absolute
/// errors weighs the first three by 1 / 1 and the last by 1 / 3, which gives 1.4; the next rounds
/// 1.14 and 1.05: towards 1, the median.
///
/// @param discount how much a row weighs beside the next, above 0, at most 1
/// @param ridge added to each slope's product as a multiple of their mean, at least 0
/// @param rounds of reweighting; 0: least squares
/// @param floor below which an error weighs no more, in the target's unit, above 0
public record Regression(double discount, double ridge, int rounds, double floor) {
  public Regression {
    if (!(discount > 0 && discount <= 1 && ridge >= 0 && rounds >= 0 && floor > 0)) {
      throw new IllegalArgumentException(
          "a regression has a discount above 0 up to 1, a ridge and rounds from 0, a floor above"
              + " 0");
    }
  }

  /// Fits the same design to what came before each of several origins.
  ///
  /// Least squares adds up its moments once, origin by origin. Least absolute errors goes on from
  /// the errors of the origin before, so that later origins need fewer rounds and never see what
  /// came after them.
  ///
  /// @param ends growing; rows before an end are its
  public Line[] fit(Design design, int[] ends) {
    return rounds == 0 ? squares(design, ends) : absolutes(design, ends);
  }

  private Line[] squares(Design design, int[] ends) {
    int from = design.firstRow();
    Line[] lines = new Line[ends.length];
    Moments moments = new Moments(design);
    double[] weights = new double[Math.max(0, ends[ends.length - 1] - from)];
    for (int i = 0; i < ends.length; i++) {
      int end = Math.max(from, ends[i]);
      moments.scale(Math.pow(discount, end - from));
      age(weights, end - from);
      moments.add(from, end, weights);
      from = end;
      lines[i] = moments.solve(ridge);
    }
    return lines;
  }

  private Line[] absolutes(Design design, int[] ends) {
    int first = design.firstRow();
    Line[] lines = new Line[ends.length];
    Moments moments = new Moments(design);
    double[] weights = new double[Math.max(0, ends[ends.length - 1] - first)];
    Line line = squares(design, new int[] {ends[0]})[0];
    int left = rounds;
    for (int i = 0; i < ends.length; i++) {
      int end = Math.max(first, ends[i]);
      for (; left > 0; left--) {
        reweigh(design, line, first, end, weights);
        moments.clear();
        moments.add(first, end, weights);
        line = moments.solve(ridge);
      }
      lines[i] = line;
      left = (rounds + 2) / 3;
    }
    return lines;
  }

  /// Weighs rows by their age and by what a line errs in them.
  private void reweigh(Design design, Line line, int first, int end, double[] weights) {
    int count = end - first;
    double[] target = design.target().values();
    int offset = first - design.target().lag();
    for (int t = 0; t < count; t++) {
      weights[t] = target[offset + t] - line.intercepts()[design.phase(first + t)];
    }
    for (int i = 0; i < design.columns().size(); i++) {
      double[] column = design.columns().get(i).values();
      int shift = first - design.columns().get(i).lag();
      double slope = line.slopes()[i];
      for (int t = 0; t < count; t++) {
        weights[t] -= slope * column[shift + t];
      }
    }
    double weight = 1;
    for (int t = count - 1; t >= 0; t--) {
      weights[t] = weight / Math.max(Math.abs(weights[t]), floor);
      weight *= discount;
    }
  }

  private void age(double[] weights, int count) {
    double weight = 1;
    for (int t = count - 1; t >= 0; t--) {
      weights[t] = weight;
      weight *= discount;
    }
  }
}
