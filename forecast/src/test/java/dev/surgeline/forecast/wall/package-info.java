/// Series across changes of the clocks.
package dev.surgeline.forecast.wall;
