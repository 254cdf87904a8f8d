/// Scores and rolling origins, by hand.
package dev.surgeline.forecast.backtest;
