package dev.surgeline.forecast.tree;

import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;

/// Forecasts by [boosted trees][Boosting] on [lags and the calendar][Lags], each step ahead
/// directly.
///
/// One forest serves all steps up to `reach`: how far ahead is one of its figures, and its rows are
/// origins and steps drawn evenly over the newest history (the golden section of the row's number
/// gives the step). What it answers is the difference from the mean of the last four seasons at
/// that phase, brought to the level of now. Beyond the reach it goes on from its own forecasts.
///
/// Example: a series that is 10 at night and 30 by day, but 10 all day on holidays, is 10 on the
/// next holiday in the calendar, where every model that knows seasons alone says 30.
///
/// Learns from the newest 20,000 steps by 12,000 rows at most; with a constant answer where fewer
/// than 60 rows are to be had.
///
/// @param reach steps ahead that are learned, 1 to 10,000
/// @param boosting how trees are grown
public record BoostedTrees(int reach, Boosting boosting) implements Model {
  private static final int STEPS_MAX = 20_000;
  private static final int ROWS_MAX = 12_000;
  private static final int ROWS_EACH = 4;
  private static final int ROWS_MIN = 60;
  private static final double GOLDEN = 0.6180339887498949;

  public BoostedTrees {
    if (reach < 1 || reach > 10_000) {
      throw new IllegalArgumentException("boosted trees reach 1 to 10000 steps");
    }
  }

  /// With what did well on recorded traffic.
  public BoostedTrees(int reach) {
    this(reach, new Boosting(100, 0.08, 5, 20, 5, Loss.absolute()));
  }

  @Override
  public String name() {
    return "trees";
  }

  @Override
  public boolean suits(Past past) {
    Lags lags = new Lags(past);
    return origins(lags) * (long) ROWS_EACH >= ROWS_MIN;
  }

  private int origins(Lags lags) {
    return lags.length() - 1 - Math.max(lags.first(), lags.length() - STEPS_MAX);
  }

  @Override
  public Fitted fit(Past past) {
    Lags lags = new Lags(past);
    int origins = origins(lags);
    if (origins * (long) ROWS_EACH < ROWS_MIN) {
      throw new IllegalArgumentException("trees take more than " + past.length() + " values");
    }
    int rows = (int) Math.min(ROWS_MAX, origins * (long) ROWS_EACH);
    double[][] columns = new double[lags.figures()][rows];
    double[] targets = new double[rows];
    double[] row = new double[columns.length];
    int end = lags.length() - 1;
    for (int i = 0; i < rows; i++) {
      int origin = end - 1 - (int) (i * (long) origins / rows);
      double part = (i * GOLDEN) % 1;
      int ahead = 1 + (int) (part * Math.min(reach, end - origin));
      lags.write(origin, ahead, row);
      for (int f = 0; f < row.length; f++) {
        columns[f][i] = row[f];
      }
      targets[i] = lags.at(origin + ahead) - lags.base(origin, ahead);
    }
    return new Grown(lags, boosting.fit(columns, targets), reach);
  }

  private static final class Grown implements Fitted {
    private final Lags lags;
    private final Forest forest;
    private final int reach;

    Grown(Lags lags, Forest forest, int reach) {
      this.lags = lags;
      this.forest = forest;
      this.reach = reach;
    }

    @Override
    public void observe(double value) {
      lags.add(lags.in(value));
    }

    @Override
    public double[] forecast(int horizon) {
      double[] ahead = new double[horizon];
      double[] row = new double[lags.figures()];
      Lags going = horizon > reach ? lags.copy(horizon) : lags;
      int done = 0;
      while (done < horizon) {
        int origin = going.length() - 1;
        int next = Math.min(reach, horizon - done);
        for (int h = 1; h <= next; h++) {
          going.write(origin, h, row);
          ahead[done + h - 1] = going.base(origin, h) + forest.answer(row);
        }
        for (int h = 0; h < next && horizon > reach; h++) {
          going.add(ahead[done + h]);
        }
        done += next;
      }
      for (int h = 0; h < horizon; h++) {
        ahead[h] = lags.out(ahead[h]);
      }
      return ahead;
    }
  }
}
