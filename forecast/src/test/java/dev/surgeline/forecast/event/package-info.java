/// Known events held against histories they were put into.
package dev.surgeline.forecast.event;
