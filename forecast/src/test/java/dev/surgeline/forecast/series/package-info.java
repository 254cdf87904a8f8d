/// Files as they come, and as they should not.
package dev.surgeline.forecast.series;
