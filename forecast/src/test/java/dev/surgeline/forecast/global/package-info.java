/// What is learned from many series, held against the series' own seasons and against cheating.
package dev.surgeline.forecast.global;
