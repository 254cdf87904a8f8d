/// How good forecasts were: the measures of the M competitions, and of quantiles.
package dev.surgeline.forecast.measure;
