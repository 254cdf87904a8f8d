/// The models, one way to forecast each. All of them read a [dev.surgeline.forecast.model.Past] and
/// answer with a point for each step ahead; spread is measured around them, not by them.
package dev.surgeline.forecast.model;
