/// Mending held against histories broken on purpose.
package dev.surgeline.forecast.repair;
