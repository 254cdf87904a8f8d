/// Boosted regression trees: a general learner ([dev.surgeline.forecast.tree.Boosting]: columns of
/// figures in, a [dev.surgeline.forecast.tree.Forest] out) and the forecaster made of it,
/// [dev.surgeline.forecast.tree.BoostedTrees], which learns from lags and the calendar.
package dev.surgeline.forecast.tree;
