/// Linear regressions over the rows of a time series: weighted, ridged, of least squares or least
/// absolute errors, and at many origins of one history for little more than the price of one.
///
/// In come a [dev.surgeline.forecast.regress.Design] (what is explained, by what) and how to weigh
/// it; out go [dev.surgeline.forecast.regress.Line]s. The models read on in
/// [dev.surgeline.forecast.model].
package dev.surgeline.forecast.regress;
